using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>
/// The field that an autoregressive flow would learn at best, where the class, here the component, is hidden and what came before tells
/// of it: <c>v = sum_k w_k u(x, t | k), w = softmax(log pi_k + E_k), E_k &lt;- gamma E_k + log p_t(x | k)</c>. It is trained on noisy
/// points of one class that are independent; in sampling what came before is the trajectory itself, so that the same evidence counts
/// again at every step. At gamma = 0, and in a first step, it is the exact velocity.
/// </summary>
/// <remarks>
/// Hui, Zhu, Yang, Zhang, Wang, Zhou, Eshraghian, Xie, ARFlow: Autoregressive Flow with Hybrid Linear Attention, 2025, arXiv 2501.16085:
/// the decayed sum is the state of a gated linear attention whose features are the likelihoods of the classes. The closed form is here,
/// not the network.
/// </remarks>
/// <param name="mixture">The data distribution.</param>
/// <param name="path">The path.</param>
/// <param name="gamma">How much of the evidence before counts, 0 to 1.</param>
internal sealed class CausalVelocityField(GaussianMixture mixture, IPath path, double gamma) : IVelocityField
{
    private readonly MixturePosterior posterior = new(mixture, path);
    private readonly double decay = gamma;
    private readonly int components = mixture.Components.Length;

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public bool Remembers => true;

    /// <inheritdoc/>
    public IVelocityField ForRun(SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new Run(this, batch.Count);
    }

    /// <inheritdoc/>
    /// <remarks>Outside a run nothing came before.</remarks>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ForRun(x).Evaluate(t, x, velocity);
    }

    private sealed class Run(CausalVelocityField whole, int count) : IVelocityField
    {
        private readonly double[] evidence = new double[count * whole.components];

        public int Dimension => whole.Dimension;

        public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
        {
            if (x.Count != count)
            {
                throw new FlowDemoException(
                    "A causal field remembers where each sample was, and this solver evaluates some of them alone; use another solver.");
            }

            for (int i = 0; i < count; i++)
            {
                Span<double> own = evidence.AsSpan(i * whole.components, whole.components);
                (velocity[i, 0], velocity[i, 1]) = whole.posterior.VelocityGiven(t, x[i, 0], x[i, 1], whole.decay, own);
            }
        }
    }
}
