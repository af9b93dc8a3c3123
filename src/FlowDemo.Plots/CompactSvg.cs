using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FlowDemo.Plots;

/// <summary>
/// Makes a drawing with thousands of lines and dots several times smaller: neighbours of one style become one path, lines
/// lose the corners that nobody can see, and places are kept to a tenth of a pixel. Lines of one style that lie over each
/// other are then one layer, so that a translucent one lets what is beneath shine through everywhere alike.
/// </summary>
internal static class CompactSvg
{
    private const double Tolerance = 0.2;

    /// <summary>Rewrites a drawing.</summary>
    /// <param name="svg">A whole document.</param>
    public static string Of(string svg)
    {
        using XmlReader reader = XmlReader.Create(
            new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreWhitespace = true });
        XDocument document = XDocument.Load(reader);
        foreach (XElement group in document.Descendants().Where(static e => e.Name.LocalName == "g").ToArray())
        {
            group.ReplaceWith(new XElement(group.Name, group.Attributes(), Runs(group.Elements()).SelectMany(Merge)));
        }

        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(
            text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            document.Root!.WriteTo(writer);
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    /// <summary>Neighbours that are drawn alike.</summary>
    private static IEnumerable<List<XElement>> Runs(IEnumerable<XElement> elements)
    {
        List<XElement> run = [];
        foreach (XElement element in elements)
        {
            if (run.Count > 0 && Look(run[0]) != Look(element))
            {
                yield return run;
                run = [];
            }

            run.Add(element);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static (string Name, string? Style, string? Rendering, string? Radius) Look(XElement element) =>
        (
            element.Name.LocalName,
            (string?)element.Attribute("style"),
            (string?)element.Attribute("shape-rendering"),
            (string?)element.Attribute("rx"));

    private static IEnumerable<XElement> Merge(List<XElement> run)
    {
        PathData path = new();
        XElement first = run[0];
        if (first.Name.LocalName == "polyline")
        {
            foreach (XElement line in run)
            {
                path.AddLine(Polyline.Simplify(Points((string)line.Attribute("points")!), Tolerance));
            }

            return [Path(first, path, (string)first.Attribute("style")!)];
        }

        if (first.Name.LocalName == "ellipse" && FillOf(first) is string fill)
        {
            foreach (XElement dot in run)
            {
                path.AddDot(Number(dot, "cx"), Number(dot, "cy"));
            }

            return [Path(
                first,
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"fill:none;stroke:{fill};stroke-width:{2 * Number(first, "rx"):0.##};stroke-linecap:round"))];
        }

        return run;
    }

    private static XElement Path(XElement model, PathData path, string style) =>
        new(
            model.Name.Namespace + "path",
            new XAttribute("d", path.ToString()),
            new XAttribute("style", style),
            model.Attribute("shape-rendering"));

    /// <summary>The colour of a plain disc, or null for an ellipse that is something else.</summary>
    private static string? FillOf(XElement ellipse) =>
        ((string?)ellipse.Attribute("style"))?.Split(';', StringSplitOptions.RemoveEmptyEntries) is [string fill, "stroke:none"]
            && fill.StartsWith("fill:", StringComparison.Ordinal)
        && (string?)ellipse.Attribute("rx") == (string?)ellipse.Attribute("ry")
            ? fill["fill:".Length..]
            : null;

    private static (double X, double Y)[] Points(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static p => p.Split(',')).Select(
            static p => (Number(p[0]), Number(p[1])))];

    private static double Number(XElement element, string attribute) => Number((string)element.Attribute(attribute)!);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
