using FlowDemo.Fields;
using FlowDemo.Solvers.Multistep;

namespace FlowDemo.Solvers.Prediction;

/// <summary>Takes the steps of <see cref="UniPc"/>.</summary>
internal sealed class UniPcStepper : ICompensatedStepper
{
    private readonly Flow flow;
    private readonly int order;
    private readonly bool isBh1;
    private readonly StepVariable variable;
    private readonly TimeGrid grid;
    private readonly EvaluationHistory history;
    private readonly SampleBatch start;

    /// <summary>Allocates the history.</summary>
    /// <param name="flow">The field and its path.</param>
    /// <param name="order">p.</param>
    /// <param name="isBh1">Takes B = -h in place of expm1(-h).</param>
    /// <param name="variable">What steps are measured in.</param>
    /// <param name="grid">The grid that will be walked.</param>
    /// <param name="batch">A batch of the shape that will be advanced.</param>
    public UniPcStepper(Flow flow, int order, bool isBh1, StepVariable variable, TimeGrid grid, SampleBatch batch)
        : this(
            flow,
            order,
            isBh1,
            variable,
            grid,
            new EvaluationHistory(Math.Max(order, HistoryCompensation.Points) + 1, batch),
            batch.NewLike())
    {
    }

    private UniPcStepper(
        Flow flow, int order, bool isBh1, StepVariable variable, TimeGrid grid, EvaluationHistory history, SampleBatch start)
    {
        this.flow = flow;
        this.order = order;
        this.isBh1 = isBh1;
        this.variable = variable;
        this.history = history;
        this.start = start;
        this.grid = grid;
    }

    /// <inheritdoc/>
    public double Ratio { get; set; } = 1;

    /// <inheritdoc/>
    public ICompensatedStepper Fork() => new UniPcStepper(flow, order, isBh1, variable, grid, history.Clone(), start.NewLike());

    /// <inheritdoc/>
    public void Step(double t0, double t1, SampleBatch x)
    {
        if (history.Count == 0)
        {
            DataPrediction.Evaluate(flow, t0, x, history.Push(t0));
        }

        HistoryCompensation.Apply(history, Ratio);
        ExponentialStep step = ExponentialStep.Between(flow.Path, t0, t1, variable);

        // Distances r_m of older predictions from the newest, as far back as the variable is finite; the order follows.
        Span<double> distances = stackalloc double[order];
        int stepsLeft = GridPosition.StepsFrom(grid, t0);
        int p = 1;
        while (p < Math.Min(order, Math.Min(stepsLeft, history.Count)) && IsWithinReach(step, history.Times[p], out distances[p - 1]))
        {
            p++;
        }

        distances[p - 1] = 1;
        distances = distances[..p];
        x.Values.CopyTo(start.Values);
        Span<double> weights = stackalloc double[p + 1];
        UniPcWeights.Fill(step, isBh1, distances[..^1], weights[..^1]);
        Advance(step, weights[..^1], x);
        if (stepsLeft == 1)
        {
            return;
        }

        DataPrediction.Evaluate(flow, t1, x, history.Push(t1));
        if (!isBh1 || double.IsFinite(step.Length))
        {
            UniPcWeights.Fill(step, isBh1, distances, weights);

            // The new prediction is the newest of the history but the last of the differences.
            double newest = weights[^1];
            weights[..^1].CopyTo(weights[1..]);
            weights[0] = newest;
            start.Values.CopyTo(x.Values);
            Advance(step, weights, x);
        }
    }

    private bool IsWithinReach(ExponentialStep step, double time, out double distance)
    {
        distance = (variable.At(flow.Path, time) - step.From) / step.Length;
        return double.IsFinite(distance) && distance != 0;
    }

    private void Advance(ExponentialStep step, Span<double> weights, SampleBatch x)
    {
        Flat.Combine(x.Values, step.Decay, weights[0], history[0].Values);
        weights[0] = 0;
        history.AddTo(x, weights);
    }
}
