package uk.fosteringhub.core.attribution.model;

/**
 * Equations {@code A x = b} for matrices whose diagonal outweighs the rest of each row, as those of Markov chains do: such
 * need no exchange of rows, so the same matrix gives the same solution to the last bit.
 */
final class LinearSystem {
    private final double[][] factors;

    /** @param matrix square; it is used up */
    LinearSystem(double[][] matrix) {
        this.factors = matrix;
        int size = matrix.length;
        for (int column = 0; column < size; column++) {
            double[] pivot = matrix[column];
            for (int row = column + 1; row < size; row++) {
                double factor = matrix[row][column] / pivot[column];
                matrix[row][column] = factor;
                if (factor != 0) {
                    double[] changed = matrix[row];
                    for (int i = column + 1; i < size; i++) {
                        changed[i] -= factor * pivot[i];
                    }
                }
            }
        }
    }

    /** {@code x} of {@code A x = b}. */
    double[] solve(double[] b) {
        int size = factors.length;
        double[] x = b.clone();
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < row; i++) {
                x[row] -= factors[row][i] * x[i];
            }
        }
        return back(x, 0);
    }

    /** {@code y} of {@code y A = b}. */
    double[] solveFromLeft(double[] b) {
        int size = factors.length;
        double[] y = b.clone();
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < row; i++) {
                y[row] -= factors[i][row] * y[i];
            }
            y[row] /= factors[row][row];
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int i = row + 1; i < size; i++) {
                y[row] -= factors[i][row] * y[i];
            }
        }
        return y;
    }

    /** The diagonal of the inverse of {@code A}. */
    double[] inverseDiagonal() {
        int size = factors.length;
        double[] diagonal = new double[size];
        for (int unit = 0; unit < size; unit++) {
            double[] x = new double[size];
            x[unit] = 1;
            for (int row = unit + 1; row < size; row++) {
                double sum = 0;
                for (int i = unit; i < row; i++) {
                    sum -= factors[row][i] * x[i];
                }
                x[row] = sum;
            }
            diagonal[unit] = back(x, unit)[unit];
        }
        return diagonal;
    }

    /** @param to the first row whose value is wanted */
    private double[] back(double[] x, int to) {
        for (int row = factors.length - 1; row >= to; row--) {
            for (int i = row + 1; i < factors.length; i++) {
                x[row] -= factors[row][i] * x[i];
            }
            x[row] /= factors[row][row];
        }
        return x;
    }
}
