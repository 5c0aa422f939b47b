package dev.nabla2.lab.experiment.consensus;

/** Sums and products of arrays. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** a + w b. */
    static double[] plus(double[] a, double w, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + w * b[i];
        }
        return sum;
    }

    static double[] scaled(double[] a, double w) {
        double[] scaled = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            scaled[i] = w * a[i];
        }
        return scaled;
    }

    /** ‖a − b‖ / ‖b‖. */
    static double difference(double[] a, double[] b) {
        return norm(plus(a, -1, b)) / norm(b);
    }

    static double cosine(double[] a, double[] b) {
        return dot(a, b) / (norm(a) * norm(b));
    }
}
