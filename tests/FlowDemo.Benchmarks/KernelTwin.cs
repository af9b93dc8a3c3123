using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FlowDemo.Fields;

namespace FlowDemo.Benchmarks;

/// <summary>
/// The velocity kernel beside the same formula in C++ (twin/kernel.cpp), both on one core and in turns, so that a busy machine
/// slows both down alike. The least time of all rounds counts.
/// </summary>
internal static class KernelTwin
{
    private const string Flags = "-O3 -march=native -ffast-math";
    private const int Turns = 7;

    /// <summary>Compiles the twin and prints both; says so where there is no compiler.</summary>
    /// <returns>0, or 1 if the two do not compute the same.</returns>
    public static int Run(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("flowdemo-twin").FullName;
        string program = Path.Combine(folder, "kernel");
        string source = Path.Combine(AppContext.BaseDirectory, "twin", "kernel.cpp");
        try
        {
            if (Execute("g++", $"{Flags} -o \"{program}\" \"{source}\"") is null)
            {
                output.WriteLine("skipped: the twin needs g++ on the path");
                return 0;
            }

            output.WriteLine($"velocity, {KernelProblem.Samples} samples, one core, double; isotropic unless full; twin: g++ {Flags}");
            output.WriteLine("components   here ns/pair   twin ns/pair   here / twin   full ns/pair   full / isotropic");
            foreach (int components in new[] { 8, 64, 1024 })
            {
                (double here, double full, double twin, bool same) = Measure(program, components);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{components,10}   {here,12:F2}   {twin,12:F2}   {here / twin,11:F2}   {full,12:F2}   {full / here,16:F2}"));
                if (!same)
                {
                    output.WriteLine("the twin computes something else");
                    return 1;
                }
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double Here, double Full, double Twin, bool Same) Measure(string program, int components)
    {
        MixtureVelocityField field = KernelProblem.Field(components, isotropic: true);
        MixtureVelocityField fullField = KernelProblem.Field(components, isotropic: false);
        SampleBatch x = KernelProblem.Points();
        SampleBatch velocity = x.NewLike();
        int rounds = 400_000 / components;
        (double here, double full, double twin, double sum) = (
            double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 0);
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int round = 0; round < rounds; round++)
            {
                full = Math.Min(full, NanosecondsPerPair(fullField, x, velocity, components));
                here = Math.Min(here, NanosecondsPerPair(field, x, velocity, components));
            }

            string printed = Execute(program, string.Create(CultureInfo.InvariantCulture, $"{KernelProblem.Samples} {components} {rounds}"))
                ?? throw new InvalidOperationException("The twin did not run.");
            double[] numbers = [.. printed.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture))];
            (twin, sum) = (Math.Min(twin, numbers[0]), numbers[1]);
        }

        double own = 0;
        foreach (double value in velocity.Values)
        {
            own += value;
        }

        return (here, full, twin, Math.Abs(own - sum) < 1e-9);
    }

    private static double NanosecondsPerPair(MixtureVelocityField field, SampleBatch x, SampleBatch velocity, int components)
    {
        long start = Stopwatch.GetTimestamp();
        field.Evaluate(KernelProblem.Time, x, velocity);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / KernelProblem.Samples / components;
    }

    /// <summary>What a program prints; null where there is no such program.</summary>
    private static string? Execute(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
