using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>
/// The exact velocity field of the flow from N(0, I) to a Gaussian mixture along a path:
/// <c>u(x, t) = E[alpha' x1 + sigma' x0 | x_t = x] = sum_k gamma_k(x, t) (alpha' mu_k + A_k (x - alpha mu_k))</c>,
/// valid on the whole of [0, 1] and however far out. At t = 0 on the linear path it is the mean of the data minus x, at t = 1 it is x.
/// </summary>
/// <remarks>
/// Lipman et al., Flow Matching for Generative Modeling, 2022, arXiv 2210.02747, equation 8 with a Gaussian posterior per
/// component. gamma_k is the probability of component k given x, from a log-sum-exp.
/// </remarks>
public sealed class MixtureVelocityField : IDifferentiableField
{
    private readonly ImmutableArray<ComponentShape> shapes;
    private readonly bool isotropic;
    private readonly Action<double, SampleBatch, SampleBatch> evaluation;
    private readonly Action<double, SampleBatch, SampleBatch, SampleBatch?, SampleBatch?> differentiation;

    /// <summary>Prepares the field.</summary>
    /// <param name="mixture">The data distribution.</param>
    /// <param name="path">The path.</param>
    public MixtureVelocityField(GaussianMixture mixture, IPath path)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(path);
        Mixture = mixture;
        Path = path;
        shapes = ComponentShape.Of(mixture, path);
        isotropic = mixture.IsIsotropic;
        evaluation = VectorWidth.Choose<Action<double, SampleBatch, SampleBatch>>(
            Evaluate<Lanes512>, Evaluate<Lanes256>, Evaluate<Lanes128>);
        differentiation = VectorWidth.Choose<Action<double, SampleBatch, SampleBatch, SampleBatch?, SampleBatch?>>(
            Differentiate<Lanes512>, Differentiate<Lanes256>, Differentiate<Lanes128>);
    }

    /// <summary>The data distribution.</summary>
    public GaussianMixture Mixture { get; }

    /// <summary>The path.</summary>
    public IPath Path { get; }

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <summary>
    /// The exact flow of a mixture; one of thousands of equal components gets a field whose cost hardly depends on how many.
    /// </summary>
    /// <param name="mixture">The data distribution.</param>
    /// <param name="path">The path.</param>
    public static Flow FlowOf(GaussianMixture mixture, IPath path)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(path);
        if (path.NoiseParts.Length > 1 && mixture.Components.Length >= GaussianMixture.ManyComponents)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The exact field of this path sums over {path.NoiseParts.Length} widths of noise for each component, and takes fewer than "
                    + $"{GaussianMixture.ManyComponents} components; this target has {mixture.Components.Length}, so name a smaller one."));
        }

        IVelocityField field = mixture.KernelSum is { } sum
            ? new KernelVelocityField(sum, mixture.Components[0].CovarianceXX, path)
            : new MixtureVelocityField(mixture, path);
        return new Flow(field, path) { Start = path.Start };
    }

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity) => evaluation(t, x, velocity);

    /// <inheritdoc/>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration) =>
        differentiation(t, x, velocity, jacobian, acceleration);

    /// <summary><see cref="Evaluate(double, SampleBatch, SampleBatch)"/> at a given vector width.</summary>
    internal void Evaluate<TLanes>(double t, SampleBatch x, SampleBatch velocity)
        where TLanes : struct, ILanes<TLanes>
    {
        CheckShape(x, velocity);
        int width = isotropic ? ComponentTable.IsotropicWidth : ComponentTable.FullWidth;
        double[] table = ArrayPool<double>.Shared.Rent(shapes.Length * width);
        if (isotropic)
        {
            ComponentTable.FillIsotropic(shapes, Path.At(t), table);
            MixtureKernel<TLanes>.Velocity<IsotropicForm<TLanes>>(table, shapes.Length, x, velocity);
        }
        else
        {
            ComponentTable.FillFull(shapes, Path.At(t), table, width);
            MixtureKernel<TLanes>.Velocity<FullForm<TLanes>>(table, shapes.Length, x, velocity);
        }

        ArrayPool<double>.Shared.Return(table);
    }

    /// <summary>
    /// <see cref="Differentiate(double, SampleBatch, SampleBatch, SampleBatch?, SampleBatch?)"/> at a given vector width.
    /// </summary>
    internal void Differentiate<TLanes>(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
        where TLanes : struct, ILanes<TLanes>
    {
        CheckShape(x, velocity);
        double[] table = ArrayPool<double>.Shared.Rent(shapes.Length * ComponentTable.DerivativeWidth);
        double[] scratch = ArrayPool<double>.Shared.Rent(shapes.Length * SampleBatch.LaneCount);
        ComponentTable.FillFull(shapes, Path.At(t), table, ComponentTable.DerivativeWidth);
        MixtureKernel<TLanes>.Derivatives(table, shapes.Length, scratch, x, velocity, jacobian, acceleration);
        ArrayPool<double>.Shared.Return(scratch);
        ArrayPool<double>.Shared.Return(table);
    }

    private static void CheckShape(SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        if (x.Dimension != 2 || velocity.Dimension != 2 || velocity.Stride != x.Stride)
        {
            throw new ArgumentException("The field of a planar mixture takes planar batches of equal size.", nameof(velocity));
        }
    }
}
