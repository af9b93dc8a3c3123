using System.Diagnostics;
using FlowDemo.Cli.Rendering;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Plans;

/// <summary>A field that was trained, and how long that took.</summary>
/// <param name="Model">The field.</param>
/// <param name="Seconds">Time that it took.</param>
internal sealed record TrainingRun(VelocityModel Model, double Seconds)
{
    /// <summary>Trains while progress is shown.</summary>
    /// <param name="method">The training method.</param>
    /// <param name="target">The target.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="options">What the user decides.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="terminal">Where to show progress.</param>
    /// <exception cref="ArithmeticException">The numbers broke down.</exception>
    public static TrainingRun Of(
        Named<ITrainingMethod> method, Target target, string path, TrainingOptions options, Execution execution, Terminal terminal)
    {
        Stopwatch watch = Stopwatch.StartNew();
        VelocityModel model = ProgressDisplay.While(terminal, progress =>
        {
            progress.Report(new WorkProgress($"training by {method.Name}", 0));
            return Trainer.Train(method, target, path, options, execution);
        });
        return new TrainingRun(model, watch.Elapsed.TotalSeconds);
    }
}
