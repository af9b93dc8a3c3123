namespace FlowDemo.Fields;

/// <summary>
/// Classifier-free guidance on exact fields: <c>u_A(x, t) = A u(x, t | c) + (1 - A) u(x, t)</c>, where u(. | c) is the field of one
/// class of the data and u that of all of it. A = 1 is the flow of the class, A = 0 the unconditional flow; beyond 1 the
/// difference between them is exaggerated.
/// </summary>
/// <param name="conditional">u(x, t | c).</param>
/// <param name="unconditional">u(x, t), of the same dimension.</param>
/// <param name="guidance">A, finite.</param>
/// <remarks>
/// <para>Its Jacobian is the same sum of Jacobians. Its material derivative is not, because a trajectory follows neither field:
/// <c>a_A = sum_i w_i (a_i + J_i (u_A - u_i))</c> with weights w = (A, 1 - A).</para>
/// <para>For A other than 0 and 1 the flow samples neither p(x | c) nor the normalised p(x | c)^A p(x)^(1 - A). At t = 0 on the
/// linear path it is <c>A (mean of the class - mean) + mean - x</c>: one Euler step overshoots the mean of the class by the
/// factor A.</para>
/// <para>Ho, Salimans, Classifier-Free Diffusion Guidance, 2022, arXiv 2207.12598, equation 6 with w = A - 1; on flows in Liu,
/// Zhang, Ma, Peng, Liu, InstaFlow, 2023, arXiv 2309.06380. A network is asked twice for what counts as one evaluation here.</para>
/// </remarks>
public sealed class GuidedVelocityField(
    IDifferentiableField conditional,
    IDifferentiableField unconditional,
    double guidance) : IDifferentiableField
{
    private readonly double rest = 1 - guidance;
    private readonly BatchPool velocities = new(conditional.Dimension);
    private readonly BatchPool derivatives = new(
        conditional.Dimension, conditional.Dimension * conditional.Dimension, conditional.Dimension);

    /// <inheritdoc/>
    public int Dimension => conditional.Dimension;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        SampleBatch[] other = velocities.Take(x.Count);
        conditional.Evaluate(t, x, velocity);
        unconditional.Evaluate(t, x, other[0]);
        Flat.Combine(velocity.Values, guidance, rest, other[0].Values);
        velocities.Return(other);
    }

    /// <inheritdoc/>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        SampleBatch[] first = derivatives.Take(x.Count);
        SampleBatch[] second = derivatives.Take(x.Count);
        conditional.Differentiate(t, x, first[0], first[1], acceleration is null ? null : first[2]);
        unconditional.Differentiate(t, x, second[0], second[1], acceleration is null ? null : second[2]);
        Add(first[0], second[0], velocity);
        if (acceleration is not null)
        {
            FollowSum(first, velocity);
            FollowSum(second, velocity);
            Add(first[2], second[2], acceleration);
        }

        if (jacobian is not null)
        {
            Add(first[1], second[1], jacobian);
        }

        derivatives.Return(first);
        derivatives.Return(second);
    }

    private void Add(SampleBatch first, SampleBatch second, SampleBatch sum)
    {
        first.Values.CopyTo(sum.Values);
        Flat.Combine(sum.Values, guidance, rest, second.Values);
    }

    /// <summary><c>a_i += J_i (u_A - u_i)</c>: how the field of one part changes along the trajectory of the sum.</summary>
    private static void FollowSum(SampleBatch[] part, SampleBatch velocity)
    {
        (SampleBatch own, SampleBatch jacobian, SampleBatch acceleration) = (part[0], part[1], part[2]);
        int dimension = velocity.Dimension;
        for (int row = 0; row < dimension; row++)
        {
            Span<double> a = acceleration.PaddedCoordinate(row);
            for (int column = 0; column < dimension; column++)
            {
                ReadOnlySpan<double> j = jacobian.PaddedCoordinate((row * dimension) + column);
                ReadOnlySpan<double> u = velocity.PaddedCoordinate(column);
                ReadOnlySpan<double> v = own.PaddedCoordinate(column);
                for (int i = 0; i < a.Length; i++)
                {
                    a[i] = Math.FusedMultiplyAdd(j[i], u[i] - v[i], a[i]);
                }
            }
        }
    }
}
