package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.lab.picture.Curve;
import dev.nabla2.lab.picture.CurvePicture;
import dev.nabla2.lab.picture.DigitsPicture;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.PointsPicture;
import dev.nabla2.lab.picture.SurfacePicture;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.picture.TilesPicture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final RandomStream RANDOM = RandomStream.of(5);

    private static long pixels(BufferedImage image, Color colour) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(all).filter(rgb -> rgb == colour.getRGB()).count();
    }

    private static long colours(BufferedImage image) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(all).distinct().count();
    }

    private static SurfacePicture bowl() {
        return SurfacePicture.of(
                points -> {
                    double[] values = new double[points.length / 2];
                    Arrays.setAll(values, i -> points[2 * i] * points[2 * i] + points[2 * i + 1] * points[2 * i + 1]);
                    return values;
                },
                3,
                new double[] {2, 2},
                new double[] {-2, -2});
    }

    @Test
    void everyPictureHasTwiceItsSizeInPixelsAndIsNotBlankInEitherTheme() throws IOException {
        double[] points = RANDOM.normal(200);
        Picture scatter = new PointsPicture(points, RANDOM.fold(1).normal(200), 3);
        double[] steps = {1, 2, 3, 4};
        Curve noisy =
                new Curve("loss", Curve.Role.CRITIC, Curve.Style.NOISY, steps, new double[] {1, 3, 2, Double.NaN});
        List<Picture> pictures = List.of(
                scatter,
                bowl(),
                new CurvePicture("loss", List.of(noisy, Curve.level("level", Curve.Role.REAL, 4, 2))),
                new DigitsPicture(RANDOM.normal(4 * 9), 3, 3),
                new TilesPicture(List.of(new Tile("a", "b", scatter), new Tile("c", "d", scatter)), 2));
        for (Picture picture : pictures) {
            for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.encode(picture, theme)));
                assertEquals(2 * picture.width(), image.getWidth());
                assertEquals(2 * picture.height(), image.getHeight());
                assertTrue(colours(image) > 10, picture.getClass().getSimpleName() + " has few colours");
            }
        }
    }

    @Test
    void theSurfaceIsDarkestWhereTheCriticRatesHighestAndHasBothKindsOfPoints() {
        BufferedImage image = Png.render(bowl(), Theme.LIGHT);
        int left = 2 * 44;
        int top = 2 * 56;
        Color corner = new Color(image.getRGB(left + 6, top + 6));
        Color middle = new Color(image.getRGB(left + 480, top + 480));
        assertTrue(corner.getRed() < middle.getRed(), corner + " at the rim, " + middle + " in the middle");
        assertTrue(pixels(image, Theme.LIGHT.real()) > 50);
        assertTrue(pixels(image, Theme.LIGHT.generated()) > 20);
    }

    @Test
    void aFlatSurfaceIsPainted() {
        SurfacePicture flat =
                SurfacePicture.of(points -> new double[points.length / 2], 3, new double[0], new double[0]);
        assertTrue(colours(Png.render(flat, Theme.LIGHT)) > 10);
    }

    @Test
    void pointsOutsideAreCounted() {
        PointsPicture picture = new PointsPicture(new double[0], new double[] {0, 0, 5, 0, 0, -4, 1, 1}, 3);
        assertEquals(0.5, picture.outside());
    }

    @Test
    void digitsAreWhiteOnBlack() {
        double[] halves = new double[16];
        Arrays.fill(halves, 0, 8, -1);
        Arrays.fill(halves, 8, 16, 1);
        BufferedImage image = Png.render(new DigitsPicture(halves, 4, 4), Theme.LIGHT);
        assertEquals(Color.BLACK.getRGB(), image.getRGB(260, 20));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(260, 500));
    }
}
