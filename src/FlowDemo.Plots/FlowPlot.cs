using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using FlowDemo.Comparison;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Plots;

/// <summary>
/// Samples on their way from noise to data under the exact flow and two methods, side by side, again and again. Who asks for less
/// motion sees where they end. The motion is in style sheets, which can be told so; that of SMIL cannot.
/// </summary>
internal sealed class FlowPlot : IPlot
{
    private const int Samples = 250;
    private const int TargetDraws = 600;
    private const int MostMethods = 2;
    private const int Colors = 6;

    /// <summary>Most moves of a sample; of more knots some are passed over.</summary>
    private const int MostMoves = 24;
    private const int ExactMoves = 16;

    private const double Width = 1000;
    private const double Gap = 20;
    private const double Widest = 400;
    private const double HeadingHeight = 78;
    private const double TimeHeight = 56;
    private const double FooterHeight = 34;
    private const double Tick = 7;
    private const double LetterWidth = 8.5;

    /// <summary>Shares of a round, in percent: noise is looked at before, and the end after.</summary>
    private const double MotionStart = 8;
    private const double MotionEnd = 78;

    // Of one lightness, for a dark ground and a light one.
    private const string Style =
        "svg{font-family:Helvetica,Arial,sans-serif;font-size:16px}.g{fill:#fff}.i{fill:#222}.m{fill:#595959}.l{stroke:#222;fill:none}"
            + ".t{stroke:#b8b8b8;stroke-width:2.5;stroke-linecap:round;fill:none}.k{fill:#d55e00}"
            + ".c0{fill:#c0392b}.c1{fill:#b7791f}.c2{fill:#3f8f3f}.c3{fill:#1f8a99}.c4{fill:#3b6fd4}.c5{fill:#a04cc0}\n"
            + "@media (prefers-color-scheme:dark){.g{fill:#16181c}.i{fill:#e8e8e8}.m{fill:#a8a8a8}.l{stroke:#e8e8e8}.t{stroke:#4a4d55}"
            + ".k{fill:#ff9447}.c0{fill:#ff7b6b}.c1{fill:#e0aa4f}.c2{fill:#74c774}.c3{fill:#53c3d2}.c4{fill:#86abf7}.c5{fill:#d08cf0}}\n"
            + "@media (prefers-reduced-motion:no-preference){.d{animation:8s linear infinite}}\n";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "flow", "Samples moving from noise to data under the exact flow and two methods; an .svg that plays in browsers.", static _ =>
            new FlowPlot());

    /// <inheritdoc/>
    public bool NeedsExactFlow => true;

    /// <inheritdoc/>
    public bool Moves => true;

    /// <inheritdoc/>
    string IPlot.Animate(PlotScene scene)
    {
        Resampling again = Resampling.Of(scene, Samples, only: Chosen(scene.Report));
        SampleBatch[] exact = [.. again.ReferencePaths().Where(static (_, i) => i % (Resampling.PathKnots / ExactMoves) == 0)];
        Panel[] panels =
        [
            new("exact flow", Even(exact), [.. exact], []),
            .. again.Runs.Select(run => Panel.Of(run, again.Paths(run), MostMoves)),
        ];
        double side = (Width - (Gap * (panels.Length + 1))) / panels.Length;
        side = Math.Min(side, Widest);
        double height = HeadingHeight + side + TimeHeight + FooterHeight;
        Window window = Window.Of(exact[0], exact[^1], side);
        StringBuilder style = new(Style);
        StringBuilder body = new();
        SampleBatch draws = MixtureSampler.Stratified(
            scene.Target.Mixture, TargetDraws, RandomStream.Open(scene.Report.Plan.Seed, NoiseStream.Metric));
        IEnumerable<string> dots = Enumerable.Range(0, draws.Count).Select(
            i => Text($"M{window.X(draws[i, 0]):0.#},{window.Y(draws[i, 1]):0.#}h0"));
        body.Append(Text($"<defs><clipPath id=\"w\"><rect width=\"{side:0.#}\" height=\"{side:0.#}\"/></clipPath>"));
        body.Append($"<path id=\"t\" class=\"t\" d=\"{string.Concat(dots)}\"/></defs>\n");
        string title = again.Heading("From noise to data", scene) + Choice(scene.Report, again);
        body.Append(Text($"<rect class=\"g\" width=\"{Width:0}\" height=\"{height:0.#}\"/>\n"));
        body.Append(Text($"<text class=\"i\" x=\"{Width / 2:0}\" y=\"30\" text-anchor=\"middle\" font-weight=\"bold\">"));
        body.Append($"{Escape(title)}</text>\n");
        style.Append(Text(
            $"@keyframes n{{0%,{MotionStart:0}%{{transform:translateX(0)}}{MotionEnd:0}%,to{{transform:translateX({side:0.#}px)}}}}\n"));
        double left = (Width - (panels.Length * side) - ((panels.Length - 1) * Gap)) / 2;
        foreach ((int p, Panel panel) in panels.Index())
        {
            body.Append(Text($"<g transform=\"translate({left + (p * (side + Gap)):0.#} {HeadingHeight:0})\">\n"));
            panel.Write(p, side, window, exact[0], body, style);
            body.Append("</g>\n");
        }

        body.Append(Text($"<text class=\"m\" x=\"{Width / 2:0}\" y=\"{height - 14:0.#}\" text-anchor=\"middle\">"));
        body.Append("grey: draws of the target; colour: where a sample starts; ticks of t: the steps of a method</text>\n");
        string size = Text($"width=\"{Width:0}\" height=\"{height:0.#}\" viewBox=\"0 0 {Width:0} {height:0.#}\"");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\">\n<title>{Escape(title)}</title>\n<style>\n{style}</style>\n"
            + $"{body}</svg>\n";
    }

    /// <summary>
    /// The methods that are shown: both of two; of more the best at the budget of pictures and the baseline, or the next best.
    /// </summary>
    /// <param name="report">What was found.</param>
    private static ImmutableArray<MethodName> Chosen(ComparisonReport report)
    {
        MethodName[] names = [.. report.Rows.Select(static r => r.Name).Distinct()];
        if (names.Length <= MostMethods)
        {
            return [.. names];
        }

        int budget = Resampling.BudgetOf(report);
        ComparisonRow[] ranked = [.. report.Rows
            .Where(r => r.Budget == budget && !r.BrokeDown && !r.Metrics.IsEmpty && r.Standing != Standing.Unranked)
            .OrderBy(static r => r.Standing != Standing.Best)
            .ThenBy(static r => (r.Figure("rmse") ?? r.Metrics[0].Value).Value)];
        MethodName[] order = [.. ranked.Select(static r => r.Name).Distinct()];
        int baseline = Array.IndexOf(order, Baseline(report));
        return order.Length < MostMethods ? [.. names.Take(MostMethods)] : [order[Math.Max(1, baseline)], order[0]];
    }

    private static MethodName Baseline(ComparisonReport report) => report.Plan.Baseline;

    /// <summary>Which methods these are, where there are more.</summary>
    private static string Choice(ComparisonReport report, Resampling again)
    {
        int all = report.Rows.Select(static r => r.Name).Distinct().Count();
        string which = again.Runs.Any(r => r.Method.Name == Baseline(report)) ? "baseline and best" : "the best two";
        return all > again.Runs.Length ? Text($" ({which} of {all})") : string.Empty;
    }

    private static ImmutableArray<double> Even(SampleBatch[] states) =>
        [.. Enumerable.Range(0, states.Length).Select(i => (double)i / (states.Length - 1))];

    private static string Percent(double t) => Text($"{MotionStart + ((MotionEnd - MotionStart) * t):0.##}%");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => WebUtility.HtmlEncode(Printable.Of(text));

    /// <summary>The part of the plane that is shown, in pixels of a panel.</summary>
    private sealed record Window(double CenterX, double CenterY, double Reach, double Side)
    {
        public static Window Of(SampleBatch noise, SampleBatch ends, double side)
        {
            double[] xs = [.. noise.Coordinate(0)[..noise.Count], .. ends.Coordinate(0)[..ends.Count]];
            double[] ys = [.. noise.Coordinate(1)[..noise.Count], .. ends.Coordinate(1)[..ends.Count]];
            return new Window(
                (xs.Min() + xs.Max()) / 2,
                (ys.Min() + ys.Max()) / 2,
                0.54 * Math.Max(Math.Max(xs.Max() - xs.Min(), ys.Max() - ys.Min()), 1e-300),
                side);
        }

        public double X(double x) => Place((x - CenterX) / Reach);

        public double Y(double y) => Place((CenterY - y) / Reach);

        // What flies away stays where a browser can count.
        private double Place(double share) => Side / 2 * (1 + (double.IsFinite(share) ? Math.Clamp(share, -20, 20) : 20));
    }

    /// <summary>One of the panels: where samples are at some times, and the knots of the method.</summary>
    private sealed record Panel(
        string Title, ImmutableArray<double> Times, ImmutableArray<SampleBatch> States, ImmutableArray<double> Knots)
    {
        public static Panel Of(SampledRun run, SampleBatch[] states, int most)
        {
            double[] knots = [.. run.Ready.Grid.Knots];
            int stride = (knots.Length - 2 + most) / most;
            int[] kept = [.. Enumerable.Range(0, knots.Length).Where(i => i % stride == 0 || i == knots.Length - 1)];
            return new Panel(
                Resampling.NameOf(run), [.. kept.Select(i => knots[i])], [.. kept.Select(i => states[i])], [.. knots]);
        }

        public void Write(int index, double side, Window window, SampleBatch noise, StringBuilder body, StringBuilder style)
        {
            body.Append(Text($"<text class=\"i\" x=\"{side / 2:0.#}\" y=\"-12\" text-anchor=\"middle\"{Squeezed(side)}>"));
            body.Append($"{Escape(Title)}</text>\n");
            body.Append("<g clip-path=\"url(#w)\">\n<use href=\"#t\"/>\n");
            for (int i = 0; i < noise.Count; i++)
            {
                int color = (int)((Math.Atan2(noise[i, 1], noise[i, 0]) + Math.PI) / (2 * Math.PI) * Colors) % Colors;
                string At(SampleBatch s, string unit, string comma) =>
                    Text($"translate({window.X(s[i, 0]):0.#}{unit}{comma}{window.Y(s[i, 1]):0.#}{unit})");
                body.Append(Text($"<circle class=\"d c{color}\" r=\"3.2\" style=\"animation-name:m{index}_{i}\" "));
                body.Append(Text($"transform=\"{At(States[^1], "", " ")}\"/>\n"));
                style.Append(Text($"@keyframes m{index}_{i}{{"));
                for (int k = 0; k < States.Length; k++)
                {
                    string selector = k == 0 ? $"0%,{Percent(Times[0])}"
                        : k == States.Length - 1 ? $"{Percent(1)},to"
                        : Percent(Times[k]);
                    style.Append(Text($"{selector}{{transform:{At(States[k], "px", ",")}}}"));
                }

                style.Append("}\n");
            }

            body.Append(Text($"</g>\n<rect class=\"l\" width=\"{side:0.#}\" height=\"{side:0.#}\"/>\n"));
            WriteTime(side, body);
        }

        private void WriteTime(double side, StringBuilder body)
        {
            double line = side + 22;
            ImmutableArray<double> marks = Knots.IsEmpty ? [0, 1] : Knots;
            string ticks = string.Concat(marks.Select(t => Text($"M{t * side:0.#},{line - Tick:0.#}v{2 * Tick:0}")));
            body.Append(Text($"<path class=\"l\" d=\"M0,{line:0.#}h{side:0.#}{ticks}\"/>\n"));
            body.Append(Text($"<text class=\"m\" y=\"{line + 24:0.#}\">noise, t = 0</text>\n"));
            body.Append(Text($"<text class=\"m\" x=\"{side:0.#}\" y=\"{line + 24:0.#}\" text-anchor=\"end\">t = 1, data</text>\n"));
            body.Append(Text($"<g transform=\"translate({side:0.#} 0)\" class=\"d\" style=\"animation-name:n\">"));
            body.Append(Text($"<circle class=\"k\" cy=\"{line:0.#}\" r=\"6\"/></g>\n"));
        }

        /// <summary>A name that is wider than the panel is pressed together.</summary>
        private string Squeezed(double side) =>
            Title.Length * LetterWidth > side ? Text($" textLength=\"{side:0.#}\" lengthAdjust=\"spacingAndGlyphs\"") : string.Empty;
    }
}
