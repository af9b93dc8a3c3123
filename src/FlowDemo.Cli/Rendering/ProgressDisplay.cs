using System.Diagnostics;
using System.Globalization;

namespace FlowDemo.Cli.Rendering;

/// <summary>Shows on stderr how far longer work has come; what is done within a second, or watched by nobody, shows nothing.</summary>
internal static class ProgressDisplay
{
    /// <summary>Takes the line that the cursor is in off the screen.</summary>
    private const string Erase = "\r\e[2K";

    private const int WidestBar = 40;

    /// <summary>Share of the work that must be done before the rest of the time can be told.</summary>
    private const double Foreseeable = 0.01;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the work and shows its progress.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="work">The work; it is told whom to report to.</param>
    /// <param name="since">Runs since the whole began that the work is a part of; null where it is the whole.</param>
    /// <returns>What came out.</returns>
    public static T While<T>(Terminal terminal, Func<IProgress<WorkProgress>, T> work, Stopwatch? since = null) =>
        While(terminal, work, Patience, since);

    /// <inheritdoc cref="While{T}(Terminal, Func{IProgress{WorkProgress}, T}, Stopwatch)"/>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="work">The work; it is told whom to report to.</param>
    /// <param name="patience">Time of the whole after which it is shown.</param>
    /// <param name="since">Runs since the whole began that the work is a part of; null where it is the whole.</param>
    internal static T While<T>(
        Terminal terminal, Func<IProgress<WorkProgress>, T> work, TimeSpan patience, Stopwatch? since = null)
    {
        // A part that has not said a word yet is no start of the whole.
        Latest latest = new(since is null ? new WorkProgress("starting", 0) : null);
        if (!terminal.ErrorIsInteractive)
        {
            return work(latest);
        }

        Stopwatch watch = since ?? Stopwatch.StartNew();
        Task<T> running = Task.Run(() => work(latest), CancellationToken.None);
        TimeSpan rest = patience - watch.Elapsed;
        if (!Finishes(running, rest > TimeSpan.Zero ? rest : TimeSpan.Zero))
        {
            do
            {
                if (latest.Value is WorkProgress now)
                {
                    terminal.Error.Write(Erase + Line(now, watch.Elapsed, terminal.Width).Write(terminal.ErrorHasColor));
                }
            }
            while (!Finishes(running, Refresh));
            terminal.Error.Write(Erase);
        }

        return running.GetAwaiter().GetResult();
    }

    /// <summary>What is being done, a bar, the share that is done, and how long the rest takes at the same pace.</summary>
    /// <param name="progress">How far the work has come.</param>
    /// <param name="elapsed">How long that took.</param>
    /// <param name="width">Columns of the terminal; the last one stays free, because writing there may begin another line.</param>
    internal static StyledText Line(WorkProgress progress, TimeSpan elapsed, int width)
    {
        double share = Math.Clamp(progress.Fraction, 0, 1);
        string rest = share < Foreseeable ? string.Empty : Duration(elapsed * ((1 - share) / share));
        string figures = string.Create(CultureInfo.InvariantCulture, $" {(int)(share * 100),3}% {rest}");
        int bar = Math.Clamp(width - 1 - progress.Stage.Length - 1 - figures.Length, 0, WidestBar);
        int done = (int)(share * bar);
        return StyledText.Empty
            .Add($"{progress.Stage} ")
            .Add(new string('━', done), Ink.Green)
            .Add(new string('─', bar - done), Ink.Dim)
            .Add(figures)
            .Lines(Math.Max(1, width - 1))
            .First();
    }

    private static string Duration(TimeSpan time) =>
        time.ToString(time.TotalDays < 1 ? "hh\\:mm\\:ss" : "d'd 'hh'h'", CultureInfo.InvariantCulture);

    /// <summary>Waits for the end of a task, however it ends.</summary>
    private static bool Finishes(Task task, TimeSpan patience) =>
        Task.WhenAny(task, Task.Delay(patience)).GetAwaiter().GetResult() == task;

    /// <summary>Keeps the last thing reported, on the thread that reports it.</summary>
    private sealed class Latest(WorkProgress? first) : IProgress<WorkProgress>
    {
        private volatile WorkProgress? value = first;

        public WorkProgress? Value => value;

        void IProgress<WorkProgress>.Report(WorkProgress value) => this.value = value;
    }
}
