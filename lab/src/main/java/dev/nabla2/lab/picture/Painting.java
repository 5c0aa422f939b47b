package dev.nabla2.lab.picture;

import dev.nabla2.lab.LabException;
import java.util.List;

/** Whether pictures can be painted here: they need fonts, which a bare server may lack. */
public final class Painting {
    private Painting() {}

    /**
     * Paints something small, so that a lack shows before hours of training and not after them, and so that Java has loaded all
     * it needs before a run can be interrupted.
     *
     * @throws LabException if that does not work
     */
    public static void check() {
        Picture points = new PointsPicture(new double[] {0, 0}, new double[0], 1);
        try {
            Png.encode(new TilesPicture(List.of(new Tile("nabla2", "\u2207\u00b2", points)), 1), Theme.LIGHT);
        } catch (LinkageError | RuntimeException | InternalError missing) {
            throw new LabException("pictures: expected Java to be able to paint text, found " + missing
                    + " (a bare Debian needs: apt-get install fontconfig fonts-dejavu-core)");
        }
    }
}
