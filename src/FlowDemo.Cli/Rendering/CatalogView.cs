using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowDemo.Cli.Rendering;

/// <summary>The catalogues as tables, or as JSON.</summary>
/// <param name="catalogs">The names of the catalogues with their pages.</param>
internal sealed class CatalogView(ImmutableArray<(string Name, ImmutableArray<MethodPage> Pages)> catalogs)
{
    private const int Indent = 2;

    /// <summary>Writes one table per catalogue or group of one: id, what it is with its source, order and cost where known.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns that a line may take.</param>
    /// <param name="color">Whether colour is wanted.</param>
    public void WriteTable(TextWriter output, int width, bool color)
    {
        string between = string.Empty;
        foreach ((string name, MethodPage[] pages) in Groups)
        {
            output.Write($"{between}{StyledText.Empty.Add(name, Ink.Bold).Write(color)}\n");
            int lead = Indent + pages.Max(static p => p.Id.Length) + Indent;
            foreach (MethodPage page in pages)
            {
                StyledText id = StyledText.Empty.PadRight(Indent).Add(page.Id, Ink.Green).PadRight(lead);
                IEnumerable<StyledText> lines = StyledText.Empty.Add(Describe(page)).Behind(id, width)
                    .Concat(StyledText.Empty.Add(page.Source, Ink.Dim).Behind(StyledText.Empty.PadRight(lead), width));
                output.Write(string.Concat(lines.Select(line => line.Write(color) + "\n")));
            }

            between = "\n";
        }
    }

    /// <summary>Writes one markdown table per catalogue or group of one: id, what it is, order, cost, source.</summary>
    /// <param name="output">Where to.</param>
    public void WriteMarkdown(TextWriter output)
    {
        string between = string.Empty;
        foreach ((string name, MethodPage[] pages) in Groups)
        {
            output.Write($"{between}| {name} | what it is | order | cost | source |\n| --- | --- | --- | --- | --- |\n");
            foreach (MethodPage page in pages)
            {
                string[] cells = [$"`{page.Id}`", Called(page), page.Order, page.Cost, page.Source];
                output.Write($"| {string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
            }

            between = "\n";
        }
    }

    /// <summary>Writes an object with one list per catalogue.</summary>
    /// <param name="output">Where to.</param>
    public void WriteJson(TextWriter output)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(
            bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach ((string name, ImmutableArray<MethodPage> pages) in catalogs)
            {
                json.WriteStartArray(name);
                foreach (MethodPage page in pages)
                {
                    WritePage(json, page);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(bytes.ToArray()) + "\n");
    }

    /// <summary>The catalogues, those with groups cut into them.</summary>
    private IEnumerable<(string Name, MethodPage[] Pages)> Groups =>
        from catalog in catalogs
        from pages in catalog.Pages.GroupBy(static p => p.Group)
        select (pages.Key.Length > 0 ? $"{catalog.Name}, {pages.Key}" : catalog.Name, pages.ToArray());

    private static void WritePage(Utf8JsonWriter json, MethodPage page)
    {
        json.WriteStartObject();
        json.WriteString("id", page.Id);
        json.WriteString("summary", page.Summary);
        if (page.Group.Length > 0)
        {
            json.WriteString("group", page.Group);
        }

        json.WriteString("formula", page.Formula);
        json.WriteString("order", page.Order);
        json.WriteString("cost", page.Cost);
        json.WriteString("source", page.Source);
        json.WriteString("notes", page.Notes);
        json.WriteStartArray("aliases");
        foreach (MethodAlias alias in page.Aliases)
        {
            json.WriteStringValue(alias.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("parameters");
        foreach (MethodParameter parameter in page.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("default", parameter.Default);
            json.WriteString("meaning", parameter.Meaning);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Describe(MethodPage page)
    {
        string[] named = [Named("order", page.Order), Named("cost", page.Cost), Named("elsewhere", page.Elsewhere)];
        string facts = string.Join("; ", named.Where(static f => f.Length > 0));
        return facts.Length > 0 ? $"{page.Summary} [{facts}]" : page.Summary;
    }

    private static string Called(MethodPage page) =>
        page.Elsewhere.Length > 0 ? $"{page.Summary} Elsewhere: {page.Elsewhere}." : page.Summary;

    private static string Named(string name, string value) => value.Length > 0 ? $"{name} {value}" : string.Empty;
}
