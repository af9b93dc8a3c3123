using BenchmarkDotNet.Running;
using FlowDemo.Benchmarks;

// "twin" sets the kernel beside its C++ twin, "references" the two references side by side; anything else goes to BenchmarkDotNet.
if (args is ["twin"])
{
    return KernelTwin.Run(Console.Out);
}

if (args is ["references"])
{
    ReferenceTable.Print(Console.Out);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(KernelTwin).Assembly).Run(args);
return 0;
