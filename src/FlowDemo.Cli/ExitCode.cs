namespace FlowDemo.Cli;

/// <summary>What the process returns; scripts rely on these.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A check that the user asked for failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>Usage or input; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>A sample was not finite; the row says so.</summary>
    public const int BrokeDown = 3;

    public const int Cancelled = 130;
}
