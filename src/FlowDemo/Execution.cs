namespace FlowDemo;

/// <summary>How work is carried out. It never changes a result, only how soon it is there.</summary>
/// <param name="Threads">Cores to use, at least 1.</param>
/// <param name="Cancellation">Ends the work early with an <see cref="OperationCanceledException"/>.</param>
public sealed record Execution(int Threads, CancellationToken Cancellation = default)
{
    /// <summary>Samples per chunk: a state, a velocity and a few stages of it stay in the first-level cache.</summary>
    internal const int ChunkSize = 256;

    /// <summary>All cores, never cancelled.</summary>
    public static Execution Default { get; } = new(Environment.ProcessorCount);

    /// <summary>Hears which share of the work is done, from 0 to 1, on any thread; null for silence.</summary>
    public Action<double>? Progress { get; init; }

    /// <summary>How a part of longer work is carried out.</summary>
    /// <param name="from">Share of the whole that is done before it, from 0 to 1.</param>
    /// <param name="to">Share that is done after it.</param>
    public Execution Part(double from, double to) =>
        Progress is not Action<double> whole ? this : this with { Progress = share => whole(from + (share * (to - from))) };

    /// <summary>
    /// Cuts samples into chunks that fit in a core's cache and works on each of them; a chunk does not change what a sample gets.
    /// </summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="body">Does one chunk, given its first sample and how many samples it has.</param>
    /// <param name="size">Samples per chunk, where the work is not done on this machine's cores.</param>
    public void ForEachChunk(int samples, Action<int, int> body, int size = ChunkSize)
    {
        size = Math.Min(size, samples);
        ForEach((samples + size - 1) / size, chunk =>
        {
            int start = chunk * size;
            body(start, Math.Min(size, samples - start));
        });
    }

    /// <summary>Runs independent pieces of work; where each writes only its own results, the order does not matter.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="body">Does piece i.</param>
    public void ForEach(int count, Action<int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (Progress is Action<double> progress)
        {
            Action<int> silent = body;
            int done = 0;
            body = i =>
            {
                silent(i);
                progress((double)Interlocked.Increment(ref done) / count);
            };
        }

        if (Threads == 1 || count == 1)
        {
            for (int i = 0; i < count; i++)
            {
                Cancellation.ThrowIfCancellationRequested();
                body(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation }, body);
        }
        catch (AggregateException failures) when (failures.Flatten().InnerExceptions is [Exception only])
        {
            // One failure reads the same as on one thread.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(only);
        }
        catch (AggregateException failures) when (failures.Flatten().InnerExceptions.Any(static e => e is OperationCanceledException)
            && Cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(Cancellation);
        }
        catch (AggregateException failures) when (failures.Flatten().InnerExceptions.All(static e => e is FlowDemoException))
        {
            // What several threads meet at once, a model that has ended say, is one complaint.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}
