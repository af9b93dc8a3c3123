using System.Runtime.InteropServices;
using System.Text;

namespace FlowDemo.Cli;

internal static class Program
{
    /// <summary>Time that the work has to stop by itself: whoever presses Ctrl-C waits for no more than a second.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(900);

    private static int Main(string[] args)
    {
        using CancellationTokenSource stop = new();
        void Stop(PosixSignalContext signal)
        {
            // The first signal asks the work to stop; a second one takes its usual course and ends the process.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
            Task.Delay(Grace).ContinueWith(static _ => Environment.Exit(ExitCode.Cancelled), TaskScheduler.Default);
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
        return CommandLine.Run(args, Terminal.OfProcess(output, stop.Token));
    }
}
