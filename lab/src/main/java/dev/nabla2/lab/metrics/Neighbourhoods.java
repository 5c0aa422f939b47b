package dev.nabla2.lab.metrics;

import java.util.Arrays;

/** The closed balls around the points of a sample that reach to the k-th nearest of the sample's other points. */
final class Neighbourhoods {
    private final Points centres;
    private final double[] radii;

    /** Balls around points, of which there are more than k. */
    Neighbourhoods(Points centres, int k) {
        this.centres = centres;
        this.radii = new double[centres.count()];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = radius(i, k);
        }
    }

    private double radius(int centre, int k) {
        double[] nearest = new double[k];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int i = 0; i < centres.count(); i++) {
            if (i != centre) {
                insert(nearest, centres.distance(centre, centres, i));
            }
        }
        return nearest[k - 1];
    }

    /** Puts a distance where it belongs among the ascending smallest, if it does. */
    private static void insert(double[] smallest, double distance) {
        int place = smallest.length - 1;
        if (distance >= smallest[place]) {
            return;
        }
        for (; place > 0 && smallest[place - 1] > distance; place--) {
            smallest[place] = smallest[place - 1];
        }
        smallest[place] = distance;
    }

    /** For each point, in how many balls it lies. */
    int[] ballsAround(Points points) {
        int[] balls = new int[points.count()];
        for (int i = 0; i < radii.length; i++) {
            for (int j = 0; j < balls.length; j++) {
                balls[j] += contains(i, points, j) ? 1 : 0;
            }
        }
        return balls;
    }

    /** In how many balls at least one of the points lies. */
    int ballsWithAny(Points points) {
        int balls = 0;
        for (int i = 0; i < radii.length; i++) {
            int j = 0;
            while (j < points.count() && !contains(i, points, j)) {
                j++;
            }
            balls += j < points.count() ? 1 : 0;
        }
        return balls;
    }

    private boolean contains(int ball, Points points, int point) {
        return centres.distance(ball, points, point) <= radii[ball];
    }
}
