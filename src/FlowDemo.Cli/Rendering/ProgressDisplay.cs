using Spectre.Console;

namespace FlowDemo.Cli.Rendering;

/// <summary>Shows on stderr how far longer work has come; what is done within a second, or watched by nobody, shows nothing.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the work and shows its progress.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="work">The work; it is told whom to report to.</param>
    /// <returns>What came out.</returns>
    public static T While<T>(Terminal terminal, Func<IProgress<WorkProgress>, T> work) => While(terminal, work, Patience);

    /// <inheritdoc cref="While{T}(Terminal, Func{IProgress{WorkProgress}, T})"/>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="work">The work; it is told whom to report to.</param>
    /// <param name="patience">Time after which it is shown.</param>
    internal static T While<T>(Terminal terminal, Func<IProgress<WorkProgress>, T> work, TimeSpan patience)
    {
        Latest latest = new();
        if (!terminal.ErrorIsInteractive)
        {
            return work(latest);
        }

        Task<T> running = Task.Run(() => work(latest), CancellationToken.None);
        if (!Finishes(running, patience))
        {
            Show(Consoles.On(terminal.Error, terminal.Width, terminal.ErrorHasColor, interactive: true), running, latest);
        }

        return running.GetAwaiter().GetResult();
    }

    private static void Show(IAnsiConsole console, Task running, Latest latest) => console.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: 1);
            do
            {
                task.Description = Markup.Escape(latest.Value.Stage);
                task.Value = latest.Value.Fraction;
            }
            while (!Finishes(running, Refresh));
        });

    /// <summary>Waits for the end of a task, however it ends.</summary>
    private static bool Finishes(Task task, TimeSpan patience) => Task.WhenAny(task, Task.Delay(patience)).GetAwaiter().GetResult() == task;

    /// <summary>Keeps the last thing reported, on the thread that reports it.</summary>
    private sealed class Latest : IProgress<WorkProgress>
    {
        private volatile WorkProgress value = new("starting", 0);

        public WorkProgress Value => value;

        void IProgress<WorkProgress>.Report(WorkProgress value) => this.value = value;
    }
}
