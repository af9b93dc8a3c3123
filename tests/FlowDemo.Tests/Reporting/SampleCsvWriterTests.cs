using System.Globalization;
using CsCheck;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class SampleCsvWriterTests
{
    [Fact]
    public void End_points_are_written_with_17_digits_under_any_culture() => Assert.Equal(
        "x,y\n0.10000000000000001,-2\n1.0000000000000001E-05,30000000\n",
        HostileWriter.Write(static text => SampleCsvWriter.Write(SampleBatch.FromPoints((0.1, -2), (1e-5, 3e7)), text)));

    [Fact]
    public void Trajectories_are_written_sample_by_sample() => Assert.Equal(
        "sample,t,x,y\n0,0,1,2\n0,0.5,5,6\n0,1,9,10\n1,0,3,4\n1,0.5,7,8\n1,1,11,12\n",
        HostileWriter.Write(static text => SampleCsvWriter.WriteTrajectory(
            [SampleBatch.FromPoints((1, 2), (3, 4)), SampleBatch.FromPoints((5, 6), (7, 8)), SampleBatch.FromPoints((9, 10), (11, 12))],
            TimeGrid.Uniform(2),
            text)));

    [Fact]
    public void What_is_read_back_is_the_same_double() => Gen.Double.Where(double.IsFinite).Sample(static value =>
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        SampleCsvWriter.Write(SampleBatch.FromPoints((value, 0)), text);
        return double.Parse(text.ToString().Split('\n')[1].Split(',')[0], CultureInfo.InvariantCulture) == value;
    });

    [Fact]
    public void Writing_stops_when_it_is_asked_to() => Assert.Throws<OperationCanceledException>(() =>
        SampleCsvWriter.Write(SampleBatch.FromPoints((1, 2)), TextWriter.Null, new CancellationToken(canceled: true)));
}
