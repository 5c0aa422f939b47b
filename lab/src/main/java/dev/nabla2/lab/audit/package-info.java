/**
 * Whether the gradient of a critic's penalty means what it says.
 *
 * <p>A penalty of slopes is an average P(θ) over a population of points. Automatic differentiation averages the gradients of single points'
 * charges; that is ∇P only if slopes vary continuously with θ at almost every point. In a critic of rectifiers they jump where a unit
 * switches, and the surfaces where they do move with θ: their flux is missing, a boundary term by which the automatic gradient differs from
 * ∇P, whatever the size of the sample.
 *
 * <p>A {@link dev.nabla2.lab.audit.Subject} is a critic with its penalty and where its points come from. A {@link
 * dev.nabla2.lab.audit.Population} estimates P, its automatic gradient and that of the critic with {@linkplain
 * dev.nabla2.engine.SecondDerivative#mollified mollified} rectifiers, always from the same draws, so that differences between parameters are
 * not lost in noise. Its estimates are {@link dev.nabla2.lab.audit.Sampled} vectors, whose inner products and angles are unbiased and have
 * error bars. {@link dev.nabla2.lab.audit.PenaltyAudit} asks all questions of one critic: what differences say on a {@link
 * dev.nabla2.lab.audit.FixedBatch fixed batch} and on the population, and angle and length of the automatic gradient beside the true one.
 */
package dev.nabla2.lab.audit;
