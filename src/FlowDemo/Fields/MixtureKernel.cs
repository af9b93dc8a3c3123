using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlowDemo.Fields;

/// <summary>
/// The hot loop: the posterior mean of the components' velocities, for a run of samples at one time. The components pass by in
/// tiles; a tile's log weights are kept, their maximum is taken off before the exponential, and the running sums are rescaled
/// when a later tile raises it. The loops are compiled at full strength the first time they are called: a comparison is over
/// before the runtime would have noticed that they are hot.
/// </summary>
/// <typeparam name="TLanes">The vector type; the bits do not depend on it.</typeparam>
internal static class MixtureKernel<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int TileSize = 64;
    private const int LargestVector = 8;

    /// <summary>The velocity.</summary>
    /// <typeparam name="TForm">Form of the components.</typeparam>
    /// <param name="table">The table of the form, as wide as it says.</param>
    /// <param name="components">Components in the table.</param>
    /// <param name="x">States.</param>
    /// <param name="velocity">Receives the velocities.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Velocity<TForm>(ReadOnlySpan<double> table, int components, SampleBatch x, SampleBatch velocity)
        where TForm : struct, IComponentForm<TLanes>
    {
        Span<double> buffer = stackalloc double[TileSize * LargestVector];
        ref double logs = ref MemoryMarshal.GetReference(buffer);
        ref double entries = ref MemoryMarshal.GetReference(table);
        ref double xs = ref MemoryMarshal.GetReference(x.PaddedCoordinate(0));
        ref double ys = ref MemoryMarshal.GetReference(x.PaddedCoordinate(1));
        ref double us = ref MemoryMarshal.GetReference(velocity.PaddedCoordinate(0));
        ref double vs = ref MemoryMarshal.GetReference(velocity.PaddedCoordinate(1));
        for (nuint i = 0; i < (nuint)x.Stride; i += (nuint)TLanes.Count)
        {
            TLanes px = TLanes.Load(ref xs, i);
            TLanes py = TLanes.Load(ref ys, i);
            TLanes largest = TLanes.Of(double.NegativeInfinity);
            TLanes total = TLanes.Of(0);
            TLanes ux = TLanes.Of(0);
            TLanes uy = TLanes.Of(0);
            for (int tile = 0; tile < components; tile += TileSize)
            {
                int size = Math.Min(TileSize, components - tile);
                ref double first = ref Unsafe.Add(ref entries, tile * TForm.Width);
                ref double c = ref first;
                TLanes before = largest;
                for (int k = 0; k < size; k++)
                {
                    TLanes log = TForm.LogWeight(px - TLanes.Of(c), py - TLanes.Of(Unsafe.Add(ref c, 1)), ref c);
                    TLanes.Store(log, ref logs, (nuint)(k * TLanes.Count));
                    largest = TLanes.Max(largest, log);
                    c = ref Unsafe.Add(ref c, TForm.Width);
                }

                if (tile > 0)
                {
                    TLanes rescale = VectorExponential.OfNonPositive(before - largest);
                    total *= rescale;
                    ux *= rescale;
                    uy *= rescale;
                }

                c = ref first;
                for (int k = 0; k < size; k++)
                {
                    TLanes g = VectorExponential.OfNonPositive(TLanes.Load(ref logs, (nuint)(k * TLanes.Count)) - largest);
                    TForm.Velocity(px - TLanes.Of(c), py - TLanes.Of(Unsafe.Add(ref c, 1)), ref c, out TLanes kx, out TLanes ky);
                    total += g;
                    ux = TLanes.MultiplyAdd(g, kx, ux);
                    uy = TLanes.MultiplyAdd(g, ky, uy);
                    c = ref Unsafe.Add(ref c, TForm.Width);
                }
            }

            TLanes.Store(ux / total, ref us, i);
            TLanes.Store(uy / total, ref vs, i);
        }
    }

    /// <summary>
    /// Velocity, Jacobian and material derivative:
    /// <c>J = sum gamma A + sum gamma (u_k - u)(s_k - s)^T, a = sum gamma (u_k' + l_k' (u_k - u))</c>,
    /// with the score s_k = -C^-1 r and the rates u_k', l_k' along the trajectory.
    /// </summary>
    /// <param name="table">The table of <see cref="ComponentTable.FillFull"/>, <see cref="ComponentTable.DerivativeWidth"/> wide.</param>
    /// <param name="components">Components in the table.</param>
    /// <param name="scratch">Room for components times <see cref="SampleBatch.LaneCount"/> numbers.</param>
    /// <param name="x">States.</param>
    /// <param name="velocity">Receives the velocities.</param>
    /// <param name="jacobian">Receives the Jacobians, or null.</param>
    /// <param name="acceleration">Receives the material derivatives, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Derivatives(
        ReadOnlySpan<double> table,
        int components,
        Span<double> scratch,
        SampleBatch x,
        SampleBatch velocity,
        SampleBatch? jacobian,
        SampleBatch? acceleration)
    {
        ref double logs = ref MemoryMarshal.GetReference(scratch);
        ref double entries = ref MemoryMarshal.GetReference(table);
        ref double xs = ref MemoryMarshal.GetReference(x.PaddedCoordinate(0));
        ref double ys = ref MemoryMarshal.GetReference(x.PaddedCoordinate(1));
        for (nuint i = 0; i < (nuint)x.Stride; i += (nuint)TLanes.Count)
        {
            TLanes px = TLanes.Load(ref xs, i);
            TLanes py = TLanes.Load(ref ys, i);
            TLanes largest = TLanes.Of(double.NegativeInfinity);
            ref double c = ref entries;
            for (int k = 0; k < components; k++)
            {
                TLanes log = FullForm<TLanes>.LogWeight(px - TLanes.Of(c), py - TLanes.Of(Unsafe.Add(ref c, 1)), ref c);
                TLanes.Store(log, ref logs, (nuint)(k * TLanes.Count));
                largest = TLanes.Max(largest, log);
                c = ref Unsafe.Add(ref c, ComponentTable.DerivativeWidth);
            }

            // Scores are summed as differences from the first component's: at alpha = 0 they are all alike, the differences are
            // exactly zero, and the Jacobian is exactly sigma' / sigma times the identity.
            Score(px - TLanes.Of(entries), py - TLanes.Of(Unsafe.Add(ref entries, 1)), ref entries, out TLanes firstX, out TLanes firstY);
            TLanes total = TLanes.Of(0);
            TLanes ux = TLanes.Of(0);
            TLanes uy = TLanes.Of(0);
            TLanes sx = TLanes.Of(0);
            TLanes sy = TLanes.Of(0);
            c = ref entries;
            for (int k = 0; k < components; k++)
            {
                TLanes g = VectorExponential.OfNonPositive(TLanes.Load(ref logs, (nuint)(k * TLanes.Count)) - largest);
                TLanes.Store(g, ref logs, (nuint)(k * TLanes.Count));
                TLanes dx = px - TLanes.Of(c);
                TLanes dy = py - TLanes.Of(Unsafe.Add(ref c, 1));
                FullForm<TLanes>.Velocity(dx, dy, ref c, out TLanes kx, out TLanes ky);
                Score(dx, dy, ref c, out TLanes scoreX, out TLanes scoreY);
                total += g;
                ux = TLanes.MultiplyAdd(g, kx, ux);
                uy = TLanes.MultiplyAdd(g, ky, uy);
                sx = TLanes.MultiplyAdd(g, scoreX - firstX, sx);
                sy = TLanes.MultiplyAdd(g, scoreY - firstY, sy);
                c = ref Unsafe.Add(ref c, ComponentTable.DerivativeWidth);
            }

            ux /= total;
            uy /= total;
            sx /= total;
            sy /= total;
            TLanes jxx = TLanes.Of(0);
            TLanes jxy = TLanes.Of(0);
            TLanes jyx = TLanes.Of(0);
            TLanes jyy = TLanes.Of(0);
            TLanes ax = TLanes.Of(0);
            TLanes ay = TLanes.Of(0);
            c = ref entries;
            for (int k = 0; k < components; k++)
            {
                TLanes g = TLanes.Load(ref logs, (nuint)(k * TLanes.Count));
                TLanes dx = px - TLanes.Of(c);
                TLanes dy = py - TLanes.Of(Unsafe.Add(ref c, 1));
                TLanes axx = TLanes.Of(Unsafe.Add(ref c, 8));
                TLanes axy = TLanes.Of(Unsafe.Add(ref c, 9));
                TLanes ayy = TLanes.Of(Unsafe.Add(ref c, 10));
                FullForm<TLanes>.Velocity(dx, dy, ref c, out TLanes kx, out TLanes ky);
                Score(dx, dy, ref c, out TLanes scoreX, out TLanes scoreY);
                kx -= ux;
                ky -= uy;
                TLanes centredX = scoreX - firstX - sx;
                TLanes centredY = scoreY - firstY - sy;
                TLanes gx = g * kx;
                TLanes gy = g * ky;
                jxx = TLanes.MultiplyAdd(g, axx, TLanes.MultiplyAdd(gx, centredX, jxx));
                jxy = TLanes.MultiplyAdd(g, axy, TLanes.MultiplyAdd(gx, centredY, jxy));
                jyx = TLanes.MultiplyAdd(g, axy, TLanes.MultiplyAdd(gy, centredX, jyx));
                jyy = TLanes.MultiplyAdd(g, ayy, TLanes.MultiplyAdd(gy, centredY, jyy));

                TLanes rate = TLanes.Of(0) - axx - ayy - TLanes.MultiplyAdd(scoreX, kx, scoreY * ky);
                TLanes wx = ux - TLanes.Of(Unsafe.Add(ref c, 6));
                TLanes wy = uy - TLanes.Of(Unsafe.Add(ref c, 7));
                TLanes bxy = TLanes.Of(Unsafe.Add(ref c, 14));
                TLanes rateX = TLanes.MultiplyAdd(axx, wx, TLanes.MultiplyAdd(axy, wy, TLanes.Of(Unsafe.Add(ref c, 11))));
                TLanes rateY = TLanes.MultiplyAdd(axy, wx, TLanes.MultiplyAdd(ayy, wy, TLanes.Of(Unsafe.Add(ref c, 12))));
                rateX = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 13)), dx, TLanes.MultiplyAdd(bxy, dy, rateX));
                rateY = TLanes.MultiplyAdd(bxy, dx, TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 15)), dy, rateY));
                ax = TLanes.MultiplyAdd(g, TLanes.MultiplyAdd(rate, kx, rateX), ax);
                ay = TLanes.MultiplyAdd(g, TLanes.MultiplyAdd(rate, ky, rateY), ay);
                c = ref Unsafe.Add(ref c, ComponentTable.DerivativeWidth);
            }

            Put(velocity, 0, i, ux);
            Put(velocity, 1, i, uy);
            if (jacobian is not null)
            {
                Put(jacobian, 0, i, jxx / total);
                Put(jacobian, 1, i, jxy / total);
                Put(jacobian, 2, i, jyx / total);
                Put(jacobian, 3, i, jyy / total);
            }

            if (acceleration is not null)
            {
                Put(acceleration, 0, i, ax / total);
                Put(acceleration, 1, i, ay / total);
            }
        }
    }

    /// <summary>-C^-1 r from the stored quadratic form: its derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score(TLanes dx, TLanes dy, ref double c, out TLanes scoreX, out TLanes scoreY)
    {
        TLanes two = TLanes.Of(2);
        TLanes cross = TLanes.Of(Unsafe.Add(ref c, 3));
        scoreX = TLanes.MultiplyAdd(two * TLanes.Of(Unsafe.Add(ref c, 2)), dx, cross * dy);
        scoreY = TLanes.MultiplyAdd(two * TLanes.Of(Unsafe.Add(ref c, 4)), dy, cross * dx);
    }

    private static void Put(SampleBatch batch, int coordinate, nuint index, TLanes value) =>
        TLanes.Store(value, ref MemoryMarshal.GetReference(batch.PaddedCoordinate(coordinate)), index);
}
