/**
 * Pictures, painted without a screen: curves by XChart, the rest with Java2D. A {@link dev.nabla2.lab.picture.Picture}
 * paints itself in a {@link dev.nabla2.lab.picture.Theme}, light or dark; {@link dev.nabla2.lab.picture.Png} makes a
 * file of it. Real data are blue and generated ones orange everywhere.
 */
package dev.nabla2.lab.picture;
