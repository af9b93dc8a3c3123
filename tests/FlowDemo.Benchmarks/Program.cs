using System.Globalization;
using BenchmarkDotNet.Running;
using FlowDemo.Benchmarks;

// "twin" sets the kernel beside its C++ twin, "references" the two references side by side, "pipe"
// measures what it costs to ask a model in another process, "coverage" counts
// how often intervals cover, with repetitions and samples behind it, "race" sets 'best' beside the whole table, with targets
// behind it, "estimates" sets what commands are told to take beside what they take, "universal" fits one sampler to all targets
// but one, or, with a file behind it, to all; "results" puts tables of comparisons into the warehouse, a folder that stands before
// them; anything else goes to BenchmarkDotNet.
if (args is ["twin"])
{
    return KernelTwin.Run(Console.Out);
}

if (args is ["references"])
{
    ReferenceTable.Print(Console.Out);
    return 0;
}

if (args is ["pipe"])
{
    PipeTable.Print(Console.Out);
    return 0;
}

if (args is ["race", .. string[] targets])
{
    RaceTable.Print(targets, Console.Out);
    return 0;
}

if (args is ["estimates", .. string[] commands])
{
    EstimateTable.Print(commands, Console.Out);
    return 0;
}

if (args is ["results", string warehouse, .. string[] tables])
{
    ResultsTable.Write(tables, warehouse);
    return 0;
}

if (args is ["universal", string file])
{
    UniversalTable.Write(file);
    return 0;
}

if (args is ["universal"])
{
    UniversalTable.Print(Console.Out);
    return 0;
}

if (args is ["coverage", .. string[] sizes])
{
    int[] numbers = [.. sizes.Select(static s => int.Parse(s, CultureInfo.InvariantCulture))];
    CoverageTable.Print(
        numbers.ElementAtOrDefault(0) is > 0 and int repetitions ? repetitions : 1000,
        numbers.ElementAtOrDefault(1) is > 0 and int samples ? samples : 4096,
        Console.Out);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(KernelTwin).Assembly).Run(args);
return 0;
