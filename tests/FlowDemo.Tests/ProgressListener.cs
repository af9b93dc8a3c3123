namespace FlowDemo.Tests;

/// <summary>Keeps what it hears.</summary>
internal sealed class ProgressListener : IProgress<WorkProgress>
{
    public List<WorkProgress> Heard { get; } = [];

    public double Last => Heard[^1].Fraction;

    public void Report(WorkProgress value) => Heard.Add(value);
}
