namespace FlowDemo;

/// <summary>
/// Tells how far work has come, in time: what is done against what is left, as it was declared before. Where a stage turns out
/// longer or shorter than that, the whole does too.
/// </summary>
/// <param name="pace">How fast work is done.</param>
/// <param name="total">All of it.</param>
/// <param name="progress">Who hears of it; null for nobody.</param>
internal sealed class WorkMeter(Pace pace, Workload total, IProgress<WorkProgress>? progress)
{
    private readonly Lock gate = new();
    private double done;
    private double ahead = pace.Seconds(total);
    private Workload stage;
    private string label = string.Empty;
    private double counted;
    private double reached;
    private double latest;

    /// <summary>Begins a stage; the one before it is over.</summary>
    /// <param name="name">What is being done.</param>
    /// <param name="work">How much it was declared to be; a part of the whole.</param>
    public void Begin(string name, Workload work)
    {
        lock (gate)
        {
            // Not everything counts its evaluations: what was declared is taken as made.
            done += pace.Seconds(stage with { Evaluations = Math.Max(counted, stage.Evaluations) });
            ahead = Math.Max(0, ahead - pace.Seconds(work));
            (stage, label, counted, reached) = (work, name, 0, 0);
            Report();
        }
    }

    /// <summary>Counts evaluations of the stage.</summary>
    /// <param name="evaluations">How many more were made.</param>
    public void Count(long evaluations)
    {
        lock (gate)
        {
            counted += evaluations;
            Report();
        }
    }

    /// <summary>Says how far the stage is, where it knows that itself.</summary>
    /// <param name="share">From 0 to 1.</param>
    public void Reach(double share)
    {
        lock (gate)
        {
            reached = share;
            Report();
        }
    }

    private void Report()
    {
        // What is no evaluation goes on beside them.
        double share = stage.Evaluations > 0 ? Math.Min(1, counted / stage.Evaluations) : 0;
        double beyond = pace.Seconds(new Workload(Math.Max(0, counted - stage.Evaluations)));
        double own = (Math.Max(share, reached) * pace.Seconds(stage)) + beyond;
        double left = Math.Max(0, pace.Seconds(stage) + beyond - own);
        double whole = done + own + left + ahead;
        latest = Math.Max(latest, whole > 0 ? (done + own) / whole : 0);
        progress?.Report(new WorkProgress(label, latest));
    }
}
