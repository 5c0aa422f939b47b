package dev.nabla2.lab.picture;

import dev.nabla2.lab.LabException;
import java.awt.font.FontRenderContext;

/** Text in pictures needs fonts, which a bare server may lack. */
public final class Fonts {
    private Fonts() {}

    /**
     * Tries to measure a text, so that a lack of fonts shows before hours of training and not after them.
     *
     * @throws LabException if that does not work
     */
    public static void check() {
        try {
            Theme.LIGHT.font(12).getStringBounds("nabla2", new FontRenderContext(null, true, true));
        } catch (LinkageError | RuntimeException | InternalError missing) {
            throw new LabException("pictures: expected fonts for Java to write with, found none (on Debian: "
                    + "apt-get install fontconfig fonts-dejavu-core)");
        }
    }
}
