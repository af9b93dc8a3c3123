using System.Globalization;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class ProgressDisplayTests
{
    [Fact]
    public void Longer_work_is_shown_on_a_terminal_with_its_stage()
    {
        using Watched error = new("reference");
        Terminal terminal = new(TextWriter.Null, error, default) { ErrorIsInteractive = true };

        // The work does not end before somebody has seen what it is doing.
        int result = ProgressDisplay.While(
            terminal,
            progress =>
            {
                progress.Report(new WorkProgress("reference", 0.25));
                error.Seen.Wait();
                return 7;
            },
            TimeSpan.Zero);
        Assert.Equal(7, result);
    }

    [Fact]
    public void Nothing_is_shown_where_nobody_watches()
    {
        using StringWriter error = new(CultureInfo.InvariantCulture);
        Assert.Equal(7, ProgressDisplay.While(new Terminal(TextWriter.Null, error, default), static _ => 7, TimeSpan.Zero));
        Assert.Empty(error.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_goes_wrong_in_the_work_comes_out_as_it_is(bool interactive)
    {
        Terminal terminal = new(TextWriter.Null, TextWriter.Null, default) { ErrorIsInteractive = interactive };
        Assert.Throws<FlowDemoException>(() => ProgressDisplay.While<int>(terminal, static _ => throw new FlowDemoException("no")));
    }

    /// <summary>Notices when a word has been written, escape sequences aside.</summary>
    private sealed class Watched(string word) : StringWriter(CultureInfo.InvariantCulture)
    {
        public ManualResetEventSlim Seen { get; } = new();

        public override void Write(char value)
        {
            base.Write(value);
            Look();
        }

        public override void Write(string? value)
        {
            base.Write(value);
            Look();
        }

        public override void Write(char[] buffer, int index, int count)
        {
            base.Write(buffer, index, count);
            Look();
        }

        protected override void Dispose(bool disposing)
        {
            Seen.Dispose();
            base.Dispose(disposing);
        }

        private void Look()
        {
            if (ToString().Contains(word, StringComparison.Ordinal))
            {
                Seen.Set();
            }
        }
    }
}
