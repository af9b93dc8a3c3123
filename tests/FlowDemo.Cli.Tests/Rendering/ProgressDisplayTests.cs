using System.Diagnostics;
using System.Globalization;
using FlowDemo.Cli.Rendering;
using FlowDemo.Cli.Tests.Terminals;

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

    [Theory]
    [InlineData(0.25, 60, 80, "reference ━━━━━━━━━━──────────────────────────────  25% 00:03:00")]
    [InlineData(0.25, 60, 41, "reference ━━━━────────────  25% 00:03:00")]
    [InlineData(0.25, 60, 16, "reference   25%")]
    [InlineData(0.001, 60, 80, "reference ────────────────────────────────────────   0%")]
    [InlineData(1.5, 60, 40, "reference ━━━━━━━━━━━━━━━ 100% 00:00:00")]
    [InlineData(0.01, 36000, 60, "reference ────────────────────────────────────   1% 41d 06h")]
    public void A_line_shows_stage_share_and_the_rest_of_the_time_and_never_fills_the_terminal(
        double share, int seconds, int width, string expected)
    {
        string line = ProgressDisplay.Line(new WorkProgress("reference", share), TimeSpan.FromSeconds(seconds), width).Write(color: false);
        Assert.Equal(expected, line);
        Assert.InRange(line.Length, 1, width - 1);
    }

    [Fact]
    public void What_was_shown_is_gone_in_the_end()
    {
        using Watched error = new("starting");
        Terminal terminal = new(TextWriter.Null, error, default) { ErrorIsInteractive = true };
        ProgressDisplay.While(
            terminal,
            _ =>
            {
                error.Seen.Wait();
                return 0;
            },
            TimeSpan.Zero);
        Assert.Empty(Screen.After(error.ToString()).Text);
    }

    /// <summary>A part shows nothing before it says where in the whole it is, which would be a fall to 0 %.</summary>
    [Fact]
    public void A_part_does_not_start_again()
    {
        using Watched error = new("moons");
        Terminal terminal = new(TextWriter.Null, error, default) { ErrorIsInteractive = true };
        ProgressDisplay.While(
            terminal,
            progress =>
            {
                progress.Report(new WorkProgress("moons", 0.5));
                error.Seen.Wait();
                return 0;
            },
            TimeSpan.Zero,
            Stopwatch.StartNew());
        Assert.DoesNotContain("starting", error.ToString(), StringComparison.Ordinal);
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
