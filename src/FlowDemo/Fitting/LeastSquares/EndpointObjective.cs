using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.LeastSquares;

/// <summary>
/// The mean loss of a sampler's end points on calibration pairs, with its quadratic model. Blocks of chunks are worked on in
/// parallel; the sums over them are taken in the order of the samples, so that the thread count changes nothing.
/// </summary>
internal sealed class EndpointObjective
{
    private const int ChunksPerBlock = 8;

    private readonly IDifferentiableField field;
    private readonly ImmutableArray<(IDifferentiableField Field, WarmStart WarmStart)> problems;
    private readonly CoefficientLayout layout;
    private readonly CalibrationPairs pairs;
    private readonly RobustLoss loss;
    private readonly Execution execution;
    private readonly int blocks;
    private readonly ConcurrentBag<Buffers> spare = [];

    /// <summary>Prepares the objective.</summary>
    /// <param name="field">The field.</param>
    /// <param name="warmStart">The jump to t_0; of the kind None when there is none.</param>
    /// <param name="layout">Where the coefficients stand.</param>
    /// <param name="pairs">The calibration pairs.</param>
    /// <param name="loss">What a squared distance counts.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public EndpointObjective(
        IDifferentiableField field,
        WarmStart warmStart,
        CoefficientLayout layout,
        CalibrationPairs pairs,
        RobustLoss loss,
        Execution execution)
        : this([(field, warmStart)], layout, pairs, loss, execution)
    {
    }

    /// <summary>Prepares the objective of several problems.</summary>
    /// <param name="problems">The field and the jump to t_0 of each, all of one dimension.</param>
    /// <param name="layout">Where the coefficients stand.</param>
    /// <param name="pairs">The calibration pairs of all.</param>
    /// <param name="loss">What a squared distance counts.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public EndpointObjective(
        ImmutableArray<(IDifferentiableField Field, WarmStart WarmStart)> problems,
        CoefficientLayout layout,
        CalibrationPairs pairs,
        RobustLoss loss,
        Execution execution)
    {
        this.problems = problems;
        field = problems[0].Field;
        this.layout = layout;
        this.pairs = pairs;
        this.loss = loss;
        this.execution = execution;
        blocks = (pairs.Chunks.Length + ChunksPerBlock - 1) / ChunksPerBlock;
    }

    /// <summary>The mean loss.</summary>
    /// <param name="coefficients">The sampler.</param>
    public double Cost(double[] coefficients)
    {
        double[] sums = new double[blocks];
        execution.ForEach(sums.Length, block => ForChunks(block, null, (own, chunk) =>
        {
            own.Sweep.Forward(coefficients, chunk.Noise, derivatives: false);
            ReadOnlySpan<double> weights = chunk.Weights.Span;
            for (int n = 0; n < weights.Length; n++)
            {
                sums[block] += weights[n] * loss.Of(Square(own.Sweep.State, chunk.Ends, n));
            }
        }));
        return sums.Sum() / pairs.TotalWeight;
    }

    /// <summary>The squared distance of each end point from where it should be, in the order of the pairs.</summary>
    /// <param name="coefficients">The sampler.</param>
    public double[] Squares(double[] coefficients)
    {
        double[][] parts = new double[blocks][];
        execution.ForEach(parts.Length, block =>
        {
            List<double> squares = [];
            ForChunks(block, null, (own, chunk) =>
            {
                own.Sweep.Forward(coefficients, chunk.Noise, derivatives: false);
                squares.AddRange(Enumerable.Range(0, chunk.Ends.Count).Select(n => Square(own.Sweep.State, chunk.Ends, n)));
            });
            parts[block] = [.. squares];
        });
        return [.. parts.SelectMany(static p => p)];
    }

    /// <summary>The mean loss with its gradient and curvature by the parameters of a family.</summary>
    /// <param name="coefficients">The sampler.</param>
    /// <param name="slopes">How the coefficients change with the parameters.</param>
    public NormalEquations Linearise(double[] coefficients, CoefficientSlopes slopes)
    {
        int size = slopes.Columns.Length;
        bool isDifferenced = field.Dimension != 2 || field.ExtraVelocities(jacobian: true, acceleration: true) > 0;
        double[] costs = new double[blocks];
        CrossProducts[] products = [.. costs.Select(_ => new CrossProducts(size))];
        execution.ForEach(costs.Length, block => ForChunks(block, slopes, (own, chunk) =>
        {
            own.Sweep.Forward(coefficients, chunk.Noise, derivatives: !isDifferenced);
            costs[block] += Weigh(own.Sweep.State, chunk, own);
            if (isDifferenced)
            {
                Difference(coefficients, slopes, chunk, own);
            }
            else
            {
                own.Sweep.Backward(coefficients, chunk.Noise, slopes.IsUsed, own.Columns);
                Project(slopes, own);
            }

            products[block].Add(own.Projected, own.Residuals);
        }));
        return CrossProducts.Total(products, costs.Sum(), pairs.TotalWeight);
    }

    /// <summary>The projected derivatives as differences of end points, one run of the sampler for each parameter.</summary>
    private void Difference(double[] coefficients, CoefficientSlopes slopes, CalibrationChunk chunk, Buffers own)
    {
        SampleBatch end = own.Sweep.State.Clone();
        double step = Math.Sqrt(field.Spacing);
        for (int p = 0; p < slopes.Columns.Length; p++)
        {
            double[] moved = [.. coefficients];
            foreach ((int coefficient, double slope) in slopes.Columns[p])
            {
                moved[coefficient] += step * slope;
            }

            own.Sweep.Forward(moved, chunk.Noise, derivatives: false);
            Span<double> column = own.Projected[p];
            ReadOnlySpan<double> after = own.Sweep.State.Values;
            for (int n = 0; n < column.Length; n++)
            {
                column[n] = own.Weights[n] == 0 ? 0 : own.Weights[n] * (after[n] - end.Values[n]) / step;
            }
        }
    }

    private void ForChunks(int block, CoefficientSlopes? slopes, Action<Buffers, CalibrationChunk> body)
    {
        // Buffers go from block to block: as many are made as there are threads, and none carries anything over.
        _ = spare.TryTake(out Buffers? own);
        int first = block * ChunksPerBlock;
        for (int c = first; c < Math.Min(first + ChunksPerBlock, pairs.Chunks.Length); c++)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            CalibrationChunk chunk = pairs.Chunks[c];
            if (own is null || own.Problem != chunk.Problem || own.Sweep.Count != chunk.Noise.Count)
            {
                (IDifferentiableField itsField, WarmStart warmStart) = problems[chunk.Problem];
                own = new Buffers(chunk.Problem, new SamplerSweep(itsField, warmStart, layout, chunk.Noise.Count));
            }

            if (slopes is not null)
            {
                own.Fit(slopes, field.Dimension * chunk.Noise.Stride);
            }

            body(own, chunk);
        }

        spare.Add(own!);
    }

    /// <summary>Residuals and weights of a chunk; the padding gets the weight 0. Returns the chunk's loss.</summary>
    private double Weigh(SampleBatch state, CalibrationChunk chunk, Buffers own)
    {
        int stride = state.Stride;
        double sum = 0;
        SampleBatch ends = chunk.Ends;
        ReadOnlySpan<double> weights = chunk.Weights.Span;
        own.Weights.AsSpan().Clear();
        for (int n = 0; n < state.Count; n++)
        {
            double square = Square(state, ends, n);
            double weight = Math.Sqrt(weights[n] * loss.Slope(square));
            sum += weights[n] * loss.Of(square);
            for (int d = 0; d < state.Dimension; d++)
            {
                own.Weights[(d * stride) + n] = weight;
                own.Residuals[(d * stride) + n] = weight * (state[n, d] - ends[n, d]);
            }
        }

        return sum;
    }

    private static void Project(CoefficientSlopes slopes, Buffers own)
    {
        for (int p = 0; p < slopes.Columns.Length; p++)
        {
            Span<double> column = own.Projected[p];
            column.Clear();
            foreach ((int coefficient, double slope) in slopes.Columns[p])
            {
                Flat.AddScaled(column, slope, own.Columns[coefficient]);
            }

            for (int n = 0; n < column.Length; n++)
            {
                column[n] *= own.Weights[n];
            }
        }
    }

    private static double Square(SampleBatch state, SampleBatch ends, int n)
    {
        double sum = 0;
        for (int d = 0; d < state.Dimension; d++)
        {
            sum += (state[n, d] - ends[n, d]) * (state[n, d] - ends[n, d]);
        }

        return sum;
    }

    /// <summary>What a block of chunks needs, kept from call to call.</summary>
    private sealed class Buffers(int problem, SamplerSweep sweep)
    {
        public int Problem => problem;

        public SamplerSweep Sweep => sweep;

        public double[][] Columns { get; private set; } = [];

        public double[][] Projected { get; private set; } = [];

        public double[] Weights { get; private set; } = [];

        public double[] Residuals { get; private set; } = [];

        public void Fit(CoefficientSlopes slopes, int length)
        {
            if (Weights.Length != length || Columns.Length != slopes.IsUsed.Length)
            {
                Weights = new double[length];
                Residuals = new double[length];
                Columns = new double[slopes.IsUsed.Length][];
            }

            if (Projected.Length != slopes.Columns.Length)
            {
                Projected = [.. slopes.Columns.Select(_ => new double[length])];
            }

            for (int c = 0; c < Columns.Length; c++)
            {
                Columns[c] = slopes.IsUsed[c] ? Columns[c] ?? new double[length] : Columns[c];
            }
        }
    }
}
