using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FlowDemo.Fields;
using FlowDemo.Interchange;
using FlowDemo.Randomness;

namespace FlowDemo.Models;

/// <summary>
/// The velocity field of a model that another process evaluates. Its derivatives are the model's own products where it offers them, and
/// central differences of velocities, which are counted, where it does not.
/// </summary>
/// <remarks>Calls from several threads wait for each other: there is one pipe. The buffers are reused from request to request.</remarks>
public sealed class ModelField : IDifferentiableField, IDisposable
{
    /// <summary>Most coordinates of which a whole Jacobian is taken.</summary>
    private const int LargestJacobian = 64;

    /// <summary>Bytes of numbers in a request at most; larger ones are cut.</summary>
    private const int MostBytes = 1 << 28;

    private readonly Lock turn = new();
    private readonly ModelSettings settings;
    private readonly ModelProcess process;
    private readonly double timeStep;
    private byte[] sent = [];
    private byte[] answer = [];
    private long requests;
    private long velocities;
    private long products;
    private long waited;

    private ModelField(ModelSettings settings, ModelProcess process)
    {
        (this.settings, this.process) = (settings, process);
        Greeting = process.Greeting;
        timeStep = Math.Cbrt(Greeting.Spacing);
    }

    /// <summary>What the model says of itself.</summary>
    public ModelGreeting Greeting { get; }

    /// <summary>The command as the user wrote it.</summary>
    public string Command => settings.Command;

    /// <inheritdoc/>
    public int Dimension => Greeting.Dimension;

    /// <inheritdoc/>
    /// <remarks>All of them: a graphics card works best on many, and requests cost time.</remarks>
    public int BatchSize => int.MaxValue;

    /// <inheritdoc/>
    public double Spacing => Greeting.Spacing;

    /// <summary>Velocities that were asked for so far, over all samples.</summary>
    public long Velocities => Interlocked.Read(ref velocities);

    /// <summary>Products that were asked for so far, over all samples.</summary>
    public long Products => Interlocked.Read(ref products);

    /// <summary>Requests that were answered so far.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Time between the first byte of each request and the last of its answer, so far.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref waited));

    /// <summary>Starts a model.</summary>
    /// <param name="settings">Its command, and how it is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FlowDemoException">It cannot be started, or does not greet as it should.</exception>
    public static ModelField Start(ModelSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ModelField(settings, new ModelProcess(settings, cancellation));
    }

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        Ask(ModelRequestKind.Velocity, t, x, null, 0, velocity);
    }

    /// <inheritdoc/>
    public int ExtraVelocities(bool jacobian, bool acceleration) =>
        Greeting.HasProducts ? 0 : (jacobian ? 2 * Dimension : 0) + (acceleration ? 2 : 0);

    /// <inheritdoc/>
    /// <exception cref="FlowDemoException">The whole Jacobian is wanted in too many dimensions.</exception>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        Evaluate(t, x, velocity);
        if (acceleration is not null)
        {
            Accelerate(t, x, velocity, acceleration);
        }

        if (jacobian is not null)
        {
            TakeJacobian(t, x, jacobian);
        }
    }

    /// <summary>A hash of its answers to 16 fixed inputs: what tells this model from another, or from itself when it has changed.</summary>
    public string Fingerprint()
    {
        const int Points = 4;
        SampleBatch inputs = NormalNoise.Random(4 * Points, 0, NoiseStream.Metric, Dimension).Points;
        SampleBatch answers = inputs.NewLike();
        SampleBatch velocity = new(Dimension, Points);
        for (int k = 0; k < 4; k++)
        {
            Evaluate((k + 0.5) / 4, inputs.Slice(k * Points, Points), velocity);
            answers.Insert(velocity, k * Points);
        }

        return ContentHash.Of(MemoryMarshal.AsBytes(answers.Values).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private void Accelerate(double t, SampleBatch x, SampleBatch velocity, SampleBatch acceleration)
    {
        if (Greeting.HasProducts)
        {
            Ask(ModelRequestKind.Product, t, x, velocity, 1, acceleration);
            return;
        }

        // Along the trajectory, kept inside [0, 1].
        (double before, double after) = (Math.Max(0, t - timeStep), Math.Min(1, t + timeStep));
        SampleBatch moved = Moved(x, before - t, velocity);
        SampleBatch earlier = x.NewLike();
        Evaluate(before, moved, earlier);
        moved = Moved(x, after - t, velocity);
        Evaluate(after, moved, acceleration);
        Flat.AddScaled(acceleration.Values, -1, earlier.Values);
        Scale(acceleration.Values, 1 / (after - before));
    }

    private void TakeJacobian(double t, SampleBatch x, SampleBatch jacobian)
    {
        if (Dimension > LargestJacobian)
        {
            throw FlowDemoException.Obstacle(string.Create(
                CultureInfo.InvariantCulture,
                $"This method needs the whole Jacobian of the velocity, {Dimension} x {Dimension} numbers per sample of this model; it "
                    + $"is taken up to {LargestJacobian} dimensions. Use a method that needs velocities only, such as boss or gits."));
        }

        SampleBatch column = x.NewLike();
        SampleBatch direction = x.NewLike();
        for (int j = 0; j < Dimension; j++)
        {
            direction.Values.Clear();
            direction.PaddedCoordinate(j).Fill(1);
            if (Greeting.HasProducts)
            {
                Ask(ModelRequestKind.Product, t, x, direction, 0, column);
            }
            else
            {
                SampleBatch before = x.NewLike();
                Evaluate(t, Moved(x, -timeStep, direction), before);
                Evaluate(t, Moved(x, timeStep, direction), column);
                Flat.AddScaled(column.Values, -1, before.Values);
                Scale(column.Values, 1 / (2 * timeStep));
            }

            for (int i = 0; i < Dimension; i++)
            {
                column.PaddedCoordinate(i).CopyTo(jacobian.PaddedCoordinate((i * Dimension) + j));
            }
        }
    }

    private static SampleBatch Moved(SampleBatch x, double factor, SampleBatch direction)
    {
        SampleBatch moved = x.Clone();
        Flat.AddScaled(moved.Values, factor, direction.Values);
        return moved;
    }

    private static void Scale(Span<double> values, double factor)
    {
        foreach (ref double value in values)
        {
            value *= factor;
        }
    }

    /// <summary>Asks for all samples of a batch, in as few requests as may be.</summary>
    private void Ask(ModelRequestKind kind, double t, SampleBatch x, SampleBatch? direction, double timeRate, SampleBatch result)
    {
        if (x.Dimension != Dimension || result.Dimension != Dimension)
        {
            throw new ArgumentException("The samples have another dimension than the model.", nameof(x));
        }

        int most = Math.Clamp(MostBytes / (Dimension * Greeting.NumberSize), 1, settings.Batch ?? int.MaxValue);
        lock (turn)
        {
            for (int start = 0; start < x.Count; start += Math.Min(most, x.Count - start))
            {
                AskPart(kind, t, x, direction, timeRate, result, start, Math.Min(most, x.Count - start));
            }
        }
    }

    private void AskPart(
        ModelRequestKind kind, double t, SampleBatch x, SampleBatch? direction, double timeRate, SampleBatch result, int start, int count)
    {
        bool isSigma = Greeting.IsSigma;
        ModelRequest request = new(kind, requests, isSigma ? 1 - t : t, count, isSigma ? -timeRate : timeRate);
        int length = count * Dimension * Greeting.NumberSize;
        int total = ModelRequest.Size + (direction is null ? length : 2 * length);
        sent = sent.Length >= total ? sent : new byte[total];
        answer = answer.Length >= length ? answer : new byte[length];
        request.Write(sent);
        RowOrder.Write(x, start, count, Greeting.IsSingle, sent.AsSpan(ModelRequest.Size, length));
        if (direction is not null)
        {
            RowOrder.Write(direction, start, count, Greeting.IsSingle, sent.AsSpan(ModelRequest.Size + length, length));
        }

        long began = Stopwatch.GetTimestamp();
        process.Exchange(request, sent.AsSpan(0, total), answer, length);
        waited += Stopwatch.GetTimestamp() - began;
        requests++;
        _ = kind == ModelRequestKind.Velocity ? velocities += count : products += count;
        if (!RowOrder.Read(answer.AsSpan(0, length), Greeting.IsSingle, isSigma ? -1 : 1, result, start, count))
        {
            RefuseNonFinite(t, x, result, start, count);
        }
    }

    /// <summary>
    /// Refuses an answer that is not finite where what was asked about is: a sampler that ran away is no fault of the model.
    /// </summary>
    private void RefuseNonFinite(double t, SampleBatch x, SampleBatch result, int start, int count)
    {
        double largest = Greeting.IsSingle ? float.MaxValue : double.MaxValue;
        for (int i = start; i < start + count; i++)
        {
            int coordinates = Enumerable.Range(0, Dimension).Count(d => Math.Abs(x[i, d]) <= largest);
            int bad = Enumerable.Range(0, Dimension).FirstOrDefault(d => !double.IsFinite(result[i, d]), -1);
            if (coordinates == Dimension && bad >= 0)
            {
                throw FlowDemoException.Breakdown(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The model's velocity is not finite at t = {t:R} for sample {i + 1}: coordinate {bad + 1} is {result[i, bad]}. Where "
                        + $"it divides by t or 1 - t, let it stop short of the ends."));
            }
        }
    }
}
