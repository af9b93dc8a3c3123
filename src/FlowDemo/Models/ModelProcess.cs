using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace FlowDemo.Models;

/// <summary>
/// A process that answers requests on its standard input and output, one at a time. Whoever waits for it never waits for ever: when an
/// answer is late or the work is cancelled the process is ended, which ends the waiting.
/// </summary>
internal sealed class ModelProcess : IDisposable
{
    private const int LongestGreeting = 1 << 16;
    private const int KeptLines = 5;

    /// <summary>Time that a process has to end by itself once its input has ended.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ModelSettings settings;
    private readonly CancellationToken cancellation;
    private readonly Process process;
    private readonly Stream input;
    private readonly Stream output;
    private readonly Timer watch;
    private readonly CancellationTokenRegistration stop;
    private readonly Thread hearing;
    private readonly Queue<string> lastLines = new();
    private volatile bool isLate;

    /// <summary>Starts the process and reads its greeting.</summary>
    /// <param name="settings">The command, and how long an answer may take.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="FlowDemoException">It cannot be started, or does not greet.</exception>
    public ModelProcess(ModelSettings settings, CancellationToken cancellation)
    {
        (this.settings, this.cancellation) = (settings, cancellation);
        process = Start(settings);
        (input, output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        watch = new Timer(_ =>
        {
            isLate = true;
            End();
        });
        stop = cancellation.Register(End);
        hearing = new Thread(Hear) { IsBackground = true };
        hearing.Start();
        try
        {
            Greeting = ReadGreeting();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the process says of itself.</summary>
    public ModelGreeting Greeting { get; }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="sent">The bytes of the request: header and numbers.</param>
    /// <param name="answer">Receives the numbers of the answer; at least as long as a header.</param>
    /// <param name="length">Bytes of these numbers.</param>
    /// <exception cref="FlowDemoException">There is no answer, or not one to this request.</exception>
    public void Exchange(ModelRequest request, ReadOnlySpan<byte> sent, byte[] answer, int length)
    {
        Arm();
        try
        {
            input.Write(sent);
            input.Flush();
            Span<byte> header = stackalloc byte[ModelRequest.Size];
            ReadExactly(header, isHeader: true);
            Check(request, header);
            ReadExactly(answer.AsSpan(0, length), isHeader: false);
        }
        catch (IOException failure)
        {
            throw Ended("did not take a request", failure);
        }
        finally
        {
            Disarm();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch.Dispose();
        stop.Dispose();
        try
        {
            input.Dispose();
        }
        catch (IOException)
        {
            // The process is gone, and with it the reader of what was left to write.
        }

        if (cancellation.IsCancellationRequested || isLate || !process.WaitForExit(Farewell))
        {
            End();
        }

        _ = hearing.Join(Farewell);
        process.Dispose();
    }

    private static Process Start(ModelSettings settings)
    {
        string[] words = [.. settings.Words()];
        ProcessStartInfo start = new(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            throw new FlowDemoException(
                $"The model's command '{settings.Command}' cannot be started: there is no program '{words[0]}', or it may not be run; "
                    + $"check its name and path.",
                failure);
        }
    }

    private ModelGreeting ReadGreeting()
    {
        byte[] line = new byte[LongestGreeting];
        int length = 0;
        Arm();
        try
        {
            // Byte by byte: nothing behind the line may be taken.
            while (length < line.Length && output.Read(line, length, 1) == 1 && line[length] != '\n')
            {
                length++;
            }
        }
        finally
        {
            Disarm();
        }

        ReadOnlySpan<byte> read = line.AsSpan(0, length);
        return length == line.Length ? throw new FlowDemoException(ModelGreeting.NotAnAnswer(read, "its first line of JSON"))
            : line[length] == '\n' ? ModelGreeting.Parse(read)
            : throw Ended("has no first line of JSON", null);
    }

    private static void Check(ModelRequest request, ReadOnlySpan<byte> header)
    {
        if (!ModelRequest.IsAnswer(header))
        {
            throw new FlowDemoException(ModelGreeting.NotAnAnswer(header, "an answer"));
        }

        (long number, long count) = ModelRequest.ReadAnswer(header);
        if (number != request.Number || count != request.Count)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model answered request {number} with {count} samples where request {request.Number} asked for {request.Count}; an "
                    + $"answer has the number and the count of its request."));
        }
    }

    private void ReadExactly(Span<byte> bytes, bool isHeader)
    {
        int read = 0;
        while (read < bytes.Length)
        {
            int more = output.Read(bytes[read..]);
            if (more == 0)
            {
                // What it printed last says more than that it ended.
                bool isText = isHeader && read > 0 && !ModelRequest.IsAnswer(bytes) && !isLate && !cancellation.IsCancellationRequested;
                string part = isHeader ? "the header" : "the numbers";
                throw isText
                    ? new FlowDemoException(ModelGreeting.NotAnAnswer(bytes[..read], "an answer"))
                    : Ended(string.Create(
                        CultureInfo.InvariantCulture, $"gave {read} of the {bytes.Length} bytes of {part} of an answer"), null);
            }

            read += more;
        }
    }

    private void Arm()
    {
        cancellation.ThrowIfCancellationRequested();
        watch.Change(TimeSpan.FromSeconds(settings.Timeout), Timeout.InfiniteTimeSpan);
    }

    private void Disarm() => watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Why there is no answer.</summary>
    private Exception Ended(string what, Exception? cause)
    {
        if (cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellation);
        }

        if (isLate)
        {
            return new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model '{settings.Command}' did not answer within {settings.Timeout} s, and was ended; give it longer with "
                    + $"'--model-timeout', or fewer samples at once with '--batch'.{LastLines()}"));
        }

        string end = process.WaitForExit(Farewell)
            ? string.Create(CultureInfo.InvariantCulture, $"ended with exit code {process.ExitCode}")
            : "closed its output";

        _ = hearing.Join(Farewell);
        return new FlowDemoException($"The model '{settings.Command}' {end}: it {what}.{LastLines()}", cause!);
    }

    private string LastLines()
    {
        lock (lastLines)
        {
            return lastLines.Count == 0 ? string.Empty : $" Its last words were: {string.Join(" | ", lastLines)}";
        }
    }

    /// <summary>Passes the process's standard error on, line by line, on a thread of its own.</summary>
    private void Hear()
    {
        while (process.StandardError.ReadLine() is string line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            lock (lastLines)
            {
                lastLines.Enqueue(Printable.Of(line.TrimEnd()));
                if (lastLines.Count > KeptLines)
                {
                    lastLines.Dequeue();
                }
            }

            if (!cancellation.IsCancellationRequested)
            {
                settings.ErrorLine?.Invoke(line);
            }
        }
    }

    private void End()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
