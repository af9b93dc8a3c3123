using FlowDemo.Interchange;

namespace FlowDemo.Tests.Interchange;

public sealed class NpyWriterTests
{
    private static readonly SampleBatch Points = SampleBatch.FromPoints((0.1, -2), (1e-300, 4), (5, 1.0 / 3));

    [Fact]
    public void End_points_have_the_bytes_that_NumPy_writes()
    {
        using MemoryStream stream = new();
        NpyWriter.Write(Points, stream);
        Assert.Equal(NpyFile.Doubles("(3, 2)", 0.1, -2, 1e-300, 4, 5, 1.0 / 3), stream.ToArray());
        Assert.Equal(128 + 48, stream.Length);
    }

    [Fact]
    public void Sets_of_samples_come_one_after_the_other()
    {
        SampleBatch end = SampleBatch.FromPoints((7, 8), (9, 10), (11, 12));
        using MemoryStream stream = new();
        NpyWriter.WriteSets([Points, end], stream);
        Assert.Equal(NpyFile.Doubles("(2, 3, 2)", 0.1, -2, 1e-300, 4, 5, 1.0 / 3, 7, 8, 9, 10, 11, 12), stream.ToArray());
    }
}
