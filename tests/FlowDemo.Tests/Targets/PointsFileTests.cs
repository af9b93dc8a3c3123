using System.Globalization;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class PointsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("x,y\n")]
    [InlineData("")]
    public void Noise_is_read_back_bit_for_bit(string header)
    {
        using HostileCulture _ = HostileCulture.Enter();
        SampleBatch points = NormalNoise.Random(100, 1, NoiseStream.Test).Points;
        IEnumerable<string> lines = Enumerable.Range(0, 100).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{points[i, 0]:G17},{points[i, 1]:G17}"));
        NoiseSet noise = PointsFile.ReadNoise(folder.Write("x0.csv", header + string.Join('\n', lines)));
        Assert.Equal(1, noise.Replicates);
        Assert.True(noise.Points.Values.SequenceEqual(points.Values));
    }

    [Theory]
    [InlineData("x,y\n1,2\n,4\n", "{0}, line 3, column 1 (x): the value is missing; noise points cannot be skipped.")]
    [InlineData("1,2\n3,NA\n", "{0}, line 2, column 2: the value is missing; noise points cannot be skipped.")]
    [InlineData(
        "1,2\n3,x\n",
        "{0}, line 2, column 2: 'x' is not a finite number; leave the field empty or write NA where a value is missing, or give its mark "
            + "with '--missing'.")]
    [InlineData("t,x,y\n0,1,2\n0,3,4\n", "The noise file '{0}' has 3 columns; it needs exactly 2, one for each coordinate.")]
    [InlineData("1\n2\n", "The noise file '{0}' has 1 column; it needs exactly 2, one for each coordinate.")]
    [InlineData("x,y\n1,2\n", "The noise file '{0}' holds 1 point; give at least 2.")]
    [InlineData("x,y\n", "The file '{0}' has a header and no rows beneath it.")]
    [InlineData("", "The file '{0}' is empty.")]
    public void Noise_that_cannot_be_used_is_named(string text, string message)
    {
        string path = folder.Write("x0.csv", text);
        Assert.Equal(
            message.Replace("{0}", path, StringComparison.Ordinal),
            Assert.Throws<FlowDemoException>(() => PointsFile.ReadNoise(path)).Message);
    }

    [Fact]
    public void A_noise_file_that_is_not_there_is_named() =>
        Assert.Equal("There is no file 'absent.csv'.", Assert.Throws<FlowDemoException>(() => PointsFile.ReadNoise("absent.csv")).Message);
}
