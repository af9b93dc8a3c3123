using System.Numerics;
using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>
/// One chunk of samples carried through a sampler, forwards for its end points and backwards for their exact derivatives by
/// every coefficient. Backwards, with l_i the derivative of an end coordinate by y_i and m_j that by u_j:
/// <c>m_j = sum_{i > j} w_ij l_i,  l_j = J_j^T m_j</c>, from which each coefficient's derivative is one product.
/// </summary>
/// <remarks>The buffers are reused from chunk to chunk; an instance serves one thread at a time.</remarks>
internal sealed class SamplerSweep
{
    private readonly IDifferentiableField field;
    private readonly WarmStart warmStart;
    private readonly CoefficientLayout layout;
    private readonly SampleBatch start;
    private readonly SampleBatch firstQuery;
    private readonly SampleBatch startRate;
    private readonly SampleBatch velocitySlope;
    private readonly SampleBatch[] velocities;
    private readonly SampleBatch[] jacobians;
    private readonly SampleBatch[] accelerations;
    private readonly SampleBatch[] stateSlopes;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="field">The field.</param>
    /// <param name="warmStart">The jump to t_0.</param>
    /// <param name="layout">Where the coefficients stand.</param>
    /// <param name="count">Samples in every chunk.</param>
    public SamplerSweep(IDifferentiableField field, WarmStart warmStart, CoefficientLayout layout, int count)
    {
        this.field = field;
        this.warmStart = warmStart;
        this.layout = layout;
        int evaluations = layout.Evaluations;
        int dimension = field.Dimension;
        start = new SampleBatch(dimension, count);
        firstQuery = new SampleBatch(dimension, count);
        State = new SampleBatch(dimension, count);
        velocities = Batches(dimension, evaluations, count);

        // What goes backwards is planar; elsewhere derivatives are differences of what goes forwards.
        int slopes = dimension == 2 ? evaluations : 0;
        startRate = new SampleBatch(2, count);
        velocitySlope = new SampleBatch(2, count);
        jacobians = Batches(4, slopes, count);
        accelerations = Batches(2, slopes, count);
        stateSlopes = Batches(2, slopes + 1, count);
    }

    /// <summary>Samples in a chunk.</summary>
    public int Count => State.Count;

    /// <summary>The end points, after <see cref="Forward"/>.</summary>
    public SampleBatch State { get; }

    /// <summary>Carries a chunk from its noise to its end points, in <see cref="State"/>.</summary>
    /// <param name="coefficients">The sampler.</param>
    /// <param name="noise">x_0.</param>
    /// <param name="derivatives">Whether <see cref="Backward"/> will follow.</param>
    public void Forward(double[] coefficients, SampleBatch noise, bool derivatives)
    {
        warmStart.Apply(coefficients[CoefficientLayout.Start], noise, start);
        start.Values.CopyTo(State.Values);
        for (int j = 0; j < layout.Evaluations; j++)
        {
            double time = coefficients[layout.Time(j)];
            SampleBatch query = j == 0 ? FirstQuery(coefficients[layout.Scale]) : State;
            if (derivatives)
            {
                field.Differentiate(time, query, velocities[j], jacobians[j], accelerations[j]);
            }
            else
            {
                field.Evaluate(time, query, velocities[j]);
            }

            layout.Combine(coefficients, j + 1, start, velocities, noise, warmStart.Mean, State);
        }
    }

    /// <summary>The derivatives of the end points of the last <see cref="Forward"/>.</summary>
    /// <param name="coefficients">The same sampler.</param>
    /// <param name="noise">The same noise.</param>
    /// <param name="isUsed">The coefficients whose derivatives are wanted.</param>
    /// <param name="columns">For each of them a run that receives d x / d coefficient for all samples, then d y / d coefficient.</param>
    public void Backward(double[] coefficients, SampleBatch noise, bool[] isUsed, double[][] columns)
    {
        PlaneMap rate = warmStart.RateAt(coefficients[CoefficientLayout.Start]);
        rate.Apply(noise, startRate);
        int stride = State.Stride;
        for (int coordinate = 0; coordinate < 2; coordinate++)
        {
            Range part = (coordinate * stride)..((coordinate + 1) * stride);
            SampleBatch last = stateSlopes[^1];
            last.Values.Clear();
            last.PaddedCoordinate(coordinate).Fill(1);
            for (int j = layout.Evaluations - 1; j >= 0; j--)
            {
                velocitySlope.Values.Clear();
                for (int i = j + 1; i <= layout.Evaluations; i++)
                {
                    double weight = coefficients[layout.Weight(i, j)];
                    if (weight != 0)
                    {
                        Flat.AddScaled(velocitySlope.Values, weight, stateSlopes[i].Values);
                    }
                }

                Transpose(jacobians[j], velocitySlope, stateSlopes[j]);
                if (isUsed[layout.Time(j)])
                {
                    TimeSlope(j, columns[layout.Time(j)].AsSpan(part));
                }
            }

            // What is known now is the slope by the first query, which is y_0 times its factor.
            if (isUsed[layout.Scale])
            {
                Dot(stateSlopes[0], start, columns[layout.Scale].AsSpan(part));
            }

            Flat.Scale(stateSlopes[0].Values, coefficients[layout.Scale]);

            Collect(coefficients, noise, isUsed, columns, part);
        }
    }

    private SampleBatch FirstQuery(double scale)
    {
        start.Values.CopyTo(firstQuery.Values);
        Flat.Scale(firstQuery.Values, scale);
        return firstQuery;
    }

    private static SampleBatch[] Batches(int dimension, int number, int count) =>
        [.. Enumerable.Range(0, number).Select(_ => new SampleBatch(dimension, count))];

    private void TimeSlope(int j, Span<double> column)
    {
        // du/dt at a fixed state is a - J u, and m . J u = (J^T m) . u.
        Dot(velocitySlope, accelerations[j], column);
        for (int d = 0; d < 2; d++)
        {
            ReadOnlySpan<double> slope = stateSlopes[j].PaddedCoordinate(d);
            ReadOnlySpan<double> velocity = velocities[j].PaddedCoordinate(d);
            for (int n = 0; n < column.Length; n++)
            {
                column[n] -= slope[n] * velocity[n];
            }
        }
    }

    private void Collect(double[] coefficients, SampleBatch noise, bool[] isUsed, double[][] columns, Range part)
    {
        (double meanX, double meanY) = warmStart.Mean;
        bool startUsed = isUsed[CoefficientLayout.Start];
        if (startUsed)
        {
            Dot(stateSlopes[0], startRate, columns[CoefficientLayout.Start].AsSpan(part));
        }

        Span<double> scratch = velocitySlope.PaddedCoordinate(0);
        for (int i = 1; i <= layout.Evaluations; i++)
        {
            SampleBatch slope = stateSlopes[i];
            for (int j = 0; j < i; j++)
            {
                if (isUsed[layout.Weight(i, j)])
                {
                    Dot(slope, velocities[j], columns[layout.Weight(i, j)].AsSpan(part));
                }
            }

            if (isUsed[layout.Carry(i)])
            {
                Dot(slope, start, columns[layout.Carry(i)].AsSpan(part));
            }

            if (isUsed[layout.Noise(i)])
            {
                Dot(slope, noise, columns[layout.Noise(i)].AsSpan(part));
            }

            if (isUsed[layout.Mean(i)])
            {
                Span<double> column = columns[layout.Mean(i)].AsSpan(part);
                column.Clear();
                Flat.AddScaled(column, meanX, slope.PaddedCoordinate(0));
                Flat.AddScaled(column, meanY, slope.PaddedCoordinate(1));
            }

            if (startUsed)
            {
                Dot(slope, startRate, scratch);
                Flat.AddScaled(columns[CoefficientLayout.Start].AsSpan(part), coefficients[layout.Carry(i)], scratch);
            }
        }
    }

    private static void Transpose(SampleBatch jacobian, SampleBatch from, SampleBatch to)
    {
        for (int d = 0; d < 2; d++)
        {
            Multiply(
                jacobian.PaddedCoordinate(d),
                from.PaddedCoordinate(0),
                jacobian.PaddedCoordinate(2 + d),
                from.PaddedCoordinate(1),
                to.PaddedCoordinate(d));
        }
    }

    private static void Dot(SampleBatch a, SampleBatch b, Span<double> result) =>
        Multiply(a.PaddedCoordinate(0), b.PaddedCoordinate(0), a.PaddedCoordinate(1), b.PaddedCoordinate(1), result);

    /// <summary>a b + c d, entry by entry.</summary>
    private static void Multiply(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d, Span<double> result)
    {
        for (int n = 0; n < result.Length; n += Vector<double>.Count)
        {
            Vector<double> product = new Vector<double>(a[n..]) * new Vector<double>(b[n..]);
            Vector.FusedMultiplyAdd(new Vector<double>(c[n..]), new Vector<double>(d[n..]), product).CopyTo(result[n..]);
        }
    }
}
