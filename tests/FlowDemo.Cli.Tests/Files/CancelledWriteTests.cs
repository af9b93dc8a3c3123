using System.Globalization;
using FlowDemo.Cli.Files;

namespace FlowDemo.Cli.Tests.Files;

public sealed class CancelledWriteTests
{
    private const int Pieces = 1000;

    [Fact]
    public void Whoever_stops_the_writing_waits_for_no_more_than_a_buffer_and_finds_what_was_there()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("out.txt", "before");
        using CancellationTokenSource source = new();
        using StringWriter nowhere = new(CultureInfo.InvariantCulture);
        int written = 0;
        OutputFile output = OutputFile.At(file, new Terminal(nowhere, nowhere, source.Token));
        Assert.Throws<OperationCanceledException>(() => output.WriteBytes(stream =>
        {
            for (; written < Pieces; written++)
            {
                stream.Write(new byte[1 << 12]);
                if (written == 100)
                {
                    source.Cancel();
                }
            }
        }));

        Assert.InRange(written, 100, 150);
        Assert.Equal("before", File.ReadAllText(file));
        Assert.Equal(["out.txt"], directory.Names);
    }

    [Fact]
    public void Whoever_stops_it_at_the_very_end_finds_what_was_there()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("out.txt", "before");
        using CancellationTokenSource source = new();
        using StringWriter nowhere = new(CultureInfo.InvariantCulture);
        OutputFile output = OutputFile.At(file, new Terminal(nowhere, nowhere, source.Token));
        Assert.Throws<OperationCanceledException>(() => output.Write(writer =>
        {
            writer.Write("after");
            writer.Flush();
            source.Cancel();
        }));

        Assert.Equal("before", File.ReadAllText(file));
        Assert.Equal(["out.txt"], directory.Names);
    }
}
