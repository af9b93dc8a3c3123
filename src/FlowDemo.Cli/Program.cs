using System.Runtime.InteropServices;

namespace FlowDemo.Cli;

internal static class Program
{
    /// <summary>Time that the work has to stop by itself: whoever presses Ctrl-C waits for no more than a second.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(900);

    private static int Main(string[] args)
    {
        using CancellationTokenSource stop = new();
        Terminal terminal = Terminal.OfProcess(stop.Token);
        void Stop(PosixSignalContext signal)
        {
            // The first signal asks the work to stop; a second one takes its usual course and ends the process.
            signal.Cancel = !stop.IsCancellationRequested;
            if (!signal.Cancel)
            {
                terminal.Drafts.DeleteAll();
                return;
            }

            stop.Cancel();
            Task.Delay(Grace).ContinueWith(_ => End(), TaskScheduler.Default);
        }

        void End()
        {
            terminal.Drafts.DeleteAll();
            Environment.Exit(ExitCode.Cancelled);
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return CommandLine.Run(args, terminal);
    }
}
