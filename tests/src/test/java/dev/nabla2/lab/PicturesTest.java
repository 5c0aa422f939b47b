package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.lab.picture.Curve;
import dev.nabla2.lab.picture.CurvePicture;
import dev.nabla2.lab.picture.DigitsPicture;
import dev.nabla2.lab.picture.KeptPicture;
import dev.nabla2.lab.picture.LinesPicture;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-java")
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
    void pointsOfAnyScaleArePaintedAtOnce() {
        for (double reach : new double[] {1e-200, 1e-3, 1, 1e12, 1e200}) {
            double[] points = {0.5 * reach, -0.5 * reach};
            byte[] png = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Png.encode(new PointsPicture(points, points, reach), Theme.LIGHT));
            assertTrue(png.length > 0);
        }
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

    private static Curve rising(int count, double slope) {
        double[] steps = new double[count];
        double[] values = new double[count];
        Arrays.setAll(steps, i -> i + 1.0);
        Arrays.setAll(values, i -> slope * i);
        return new Curve("rising", Curve.Role.CRITIC, Curve.Style.NOISY, steps, values);
    }

    @Test
    void ticksAreRoundNumbersThoughStepsAreEquallySpaced() {
        BufferedImage image = Png.render(new CurvePicture("loss", List.of(rising(600, 1))), Theme.LIGHT);
        int row = 2 * 44; // just below the plot's upper edge, where the curve is not
        List<Integer> lines = IntStream.range(2 * 60, 2 * 540)
                .filter(x -> isGrid(image.getRGB(x, row)) && !isGrid(image.getRGB(x - 1, row)))
                .boxed()
                .toList();
        assertEquals(7, lines.size(), "lines at 0, 100, ..., 600 of " + lines);
        for (int i = 0; i + 1 < lines.size(); i++) {
            assertEquals((lines.get(6) - lines.get(0)) / 6.0, lines.get(i + 1) - lines.get(i), 1.5);
        }
    }

    private static boolean isGrid(int rgb) {
        return new Color(rgb).getBlue() < Theme.LIGHT.panel().getBlue() - 8;
    }

    @Test
    void anyCurveIsPainted() {
        double[] none = {};
        List<Curve> curves = List.of(
                new Curve("empty", Curve.Role.REAL, Curve.Style.DOTS, none, none),
                new Curve("NaN", Curve.Role.REAL, Curve.Style.NOISY, new double[] {1}, new double[] {Double.NaN}),
                rising(1, 1),
                rising(2, 1e-300),
                rising(30, 0),
                rising(500, 1e-12),
                rising(500, 1e150),
                rising(10, Double.MAX_VALUE / 10),
                Curve.level("level", Curve.Role.MEASURE, 1e7, -1e-5));
        for (Curve curve : curves) {
            CurvePicture picture = new CurvePicture("loss", List.of(curve));
            BufferedImage image =
                    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Png.render(picture, Theme.DARK));
            assertTrue(pixels(image, Theme.DARK.panel()) > 100_000, curve.name());
        }
    }

    @Test
    void curvesHaveTheColoursOfTheirRoles() {
        Curve dots = new Curve(
                "dots", Curve.Role.GENERATED, Curve.Style.DOTS, new double[] {1, 50, 100}, new double[] {0, 2, 1});
        CurvePicture picture = new CurvePicture(
                "loss", List.of(rising(100, 0.01), dots, Curve.level("level", Curve.Role.REAL, 100, 1)));
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            BufferedImage image = Png.render(picture, theme);
            for (Color colour : List.of(theme.critic(), theme.generated(), theme.real())) {
                assertTrue(pixels(image, colour) > 500, colour.toString());
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
    void aFixedRangeOfValuesHasTheSameColoursInEverySurfaceAndTheFrameMayLieAnywhere() {
        SurfacePicture.Frame frame = new SurfacePicture.Frame(1, 3.5);
        double[] points = frame.points();
        assertEquals(-2.5, points[0]);
        assertEquals(4.5, points[points.length - 1]);
        double[] half = new double[points.length / 2];
        Arrays.fill(half, 0.5);
        double[] mixed = half.clone();
        Arrays.fill(mixed, 0, half.length / 4, 1);
        Optional<SurfacePicture.Range> range = Optional.of(new SurfacePicture.Range(0, 1));
        double[] middle = {1, 1};
        BufferedImage one = Png.render(new SurfacePicture(half, frame, range, middle, new double[0]), Theme.LIGHT);
        BufferedImage other = Png.render(new SurfacePicture(mixed, frame, range, middle, new double[0]), Theme.LIGHT);
        int left = 2 * 44;
        int top = 2 * 56;
        assertEquals(one.getRGB(left + 100, top + 100), other.getRGB(left + 100, top + 100));
        assertEquals(Theme.LIGHT.real().getRGB(), one.getRGB(left + 480, top + 480));
    }

    @Test
    void aKeptPictureIsTheSamePixelsAgain(@TempDir Path folder) throws IOException {
        Path light = Files.write(folder.resolve("light.png"), Png.encode(bowl(), Theme.LIGHT));
        Path dark = Files.write(folder.resolve("dark.png"), Png.encode(bowl(), Theme.DARK));
        KeptPicture kept = KeptPicture.read(light, dark);
        assertEquals(bowl().width(), kept.width());
        assertEquals(bowl().height(), kept.height());
        assertArrayEquals(Files.readAllBytes(dark), Png.encode(kept, Theme.DARK));
        assertEquals(
                pixels(Png.render(bowl(), Theme.LIGHT), Theme.LIGHT.real()),
                pixels(Png.render(kept, Theme.LIGHT), Theme.LIGHT.real()));
    }

    @Test
    void linesOfAnyNumbersArePaintedAndAStraightOneOnLogarithmicAxesIsAPower() {
        double[] xs = {1, 10, 100, 1_000};
        LinesPicture.Line power = new LinesPicture.Line("power", xs, new double[] {1, 1e-5, 1e-10, 1e-15});
        LinesPicture.Line gaps = new LinesPicture.Line("gaps", xs, new double[] {0, -1, Double.NaN, 1e-8});
        LinesPicture picture = new LinesPicture(
                LinesPicture.Axis.logarithmic("x"), LinesPicture.Axis.logarithmic("y"), List.of(power, gaps));
        BufferedImage image = Png.render(picture, Theme.LIGHT);
        List<int[]> blue = new ArrayList<>();
        for (int y = 2 * 70; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == Theme.LIGHT.real().getRGB()) {
                    blue.add(new int[] {x, y});
                }
            }
        }
        int[] first = blue.get(0);
        int[] last = blue.get(blue.size() - 1);
        for (int[] at : blue) {
            double straight = first[1] + (double) (at[0] - first[0]) / (last[0] - first[0]) * (last[1] - first[1]);
            assertEquals(straight, at[1], 2 * 5 + 2, "a dot has a radius of 5 pixels");
        }
        LinesPicture nothing = new LinesPicture(
                LinesPicture.Axis.linear("x"),
                LinesPicture.Axis.linear("y"),
                List.of(new LinesPicture.Line("none", new double[] {1}, new double[] {Double.POSITIVE_INFINITY})));
        assertTrue(colours(Png.render(nothing, Theme.DARK)) > 10);
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
