using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;

namespace FlowDemo.Learning.Models;

/// <summary>
/// Fitted functions as a velocity field. Either one function of state and time serves all times, or there is one function of
/// the state for each knot of a grid: then the time given decides which, and a time between two knots is served by the
/// earlier one, for which it was not fitted.
/// </summary>
internal sealed class LearnedVelocityField : IModelField
{
    // Knots that were written to a file and read back, or computed on another machine, still meet.
    private const double KnotTolerance = 1e-9;
    private readonly IPath path;

    /// <summary>Puts fitted functions together.</summary>
    /// <param name="knots">The times of the functions, increasing from 0; empty when one function serves all times.</param>
    /// <param name="functions">One function, or one for each knot.</param>
    /// <param name="prediction">What the functions give.</param>
    /// <param name="teacher">The exact flow, whose field a residual is added to and whose path a data prediction refers to.</param>
    /// <exception cref="FlowDemoException">The functions do not fit the knots.</exception>
    public LearnedVelocityField(
        ImmutableArray<double> knots, ImmutableArray<ILearnedFunction> functions, Prediction prediction, Flow teacher)
    {
        if (functions.IsEmpty || functions.Length != Math.Max(1, knots.Length))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"A learned field has one function, or one for each knot; there are {functions.Length} functions for {knots.Length} "
                    + $"knots."));
        }

        Knots = knots;
        Functions = functions;
        Prediction = prediction;
        Teacher = teacher;
        path = teacher.Path;
    }

    /// <summary>The times of the functions; empty when one function serves all times.</summary>
    public ImmutableArray<double> Knots { get; }

    /// <summary>The fitted functions.</summary>
    public ImmutableArray<ILearnedFunction> Functions { get; }

    /// <summary>What the functions give.</summary>
    public Prediction Prediction { get; }

    /// <summary>The exact flow that the functions were fitted against.</summary>
    public Flow Teacher { get; }

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public long ParameterCount => Functions.Sum(static f => f.ParameterCount);

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        Functions[IndexAt(t)].Evaluate(t, x, velocity);
        switch (Prediction)
        {
            case Prediction.Residual:
                AddTeacher(t, x, velocity);
                break;
            case Prediction.Data:
                DataToVelocity(path.At(t), x.Values, velocity.Values);
                break;
            default:
                break;
        }
    }

    private int IndexAt(double t)
    {
        int index = 0;
        while (index + 1 < Knots.Length && Knots[index + 1] <= t + KnotTolerance)
        {
            index++;
        }

        return index;
    }

    private void AddTeacher(double t, SampleBatch x, SampleBatch velocity)
    {
        SampleBatch exact = x.NewLike();
        Teacher.Field.Evaluate(t, x, exact);
        Flat.AddScaled(velocity.Values, 1, exact.Values);
    }

    /// <summary>
    /// alpha' D + sigma' e with e = (x - alpha D) / sigma; at the end of the path, where e is undefined, it is taken as 0.
    /// </summary>
    private static void DataToVelocity(PathPoint p, ReadOnlySpan<double> x, Span<double> data)
    {
        double noiseFactor = p.Sigma > 1e-12 ? p.SigmaRate / p.Sigma : 0;
        double dataFactor = p.AlphaRate - (noiseFactor * p.Alpha);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (dataFactor * data[i]) + (noiseFactor * x[i]);
        }
    }
}

/// <summary>What a fitted function gives.</summary>
public enum Prediction
{
    /// <summary>The velocity itself.</summary>
    Velocity,

    /// <summary>What is added to the exact velocity of the target: fine-tuning from the teacher.</summary>
    Residual,

    /// <summary>The data point x1; the velocity is <c>alpha' x1 + sigma' (x - alpha x1) / sigma</c>.</summary>
    Data,
}
