using BenchmarkDotNet.Running;
using FlowDemo.Benchmarks;

// "twin" sets the kernel beside its C++ twin; anything else goes to BenchmarkDotNet.
if (args is ["twin"])
{
    return KernelTwin.Run(Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(KernelTwin).Assembly).Run(args);
return 0;
