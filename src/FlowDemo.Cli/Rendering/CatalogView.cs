using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowDemo.Cli.Commands;

namespace FlowDemo.Cli.Rendering;

/// <summary>The catalogues as tables, or as JSON.</summary>
/// <param name="catalogs">The names of the catalogues with their pages.</param>
internal sealed class CatalogView(ImmutableArray<(string Name, ImmutableArray<MethodPage> Pages)> catalogs)
{
    private const string Bold = "\e[1m";
    private const string Dim = "\e[2m";
    private const string Green = "\e[32m";
    private const string Plain = "\e[0m";
    private const int Indent = 2;
    private const int NarrowestText = 20;

    /// <summary>
    /// Writes one table per catalogue: id, what it is with its source, order and cost where there are any. It is drawn by hand:
    /// the console library would take longer to start than all the rest of the command.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns that a line may take.</param>
    /// <param name="color">Whether colour is wanted.</param>
    public void WriteTable(TextWriter output, int width, bool color)
    {
        string Styled(string style, string text) => color ? style + text + Plain : text;
        string between = string.Empty;
        foreach ((string name, ImmutableArray<MethodPage> pages) in catalogs)
        {
            output.Write($"{between}{Styled(Bold, name)}\n");
            int lead = Indent + pages.Max(static p => p.Id.Length) + Indent;
            int rest = Math.Max(NarrowestText, width - lead);
            foreach (MethodPage page in pages)
            {
                output.Write(new string(' ', Indent) + Styled(Green, page.Id) + new string(' ', lead - Indent - page.Id.Length));
                IEnumerable<string> lines = WrappedText.Lines(Describe(page), rest)
                    .Concat(WrappedText.Lines(page.Source, rest).Select(line => Styled(Dim, line)));
                output.Write(string.Join("\n" + new string(' ', lead), lines) + "\n");
            }

            between = "\n";
        }
    }

    /// <summary>Writes one markdown table per catalogue: id, what it is, order, cost, source.</summary>
    /// <param name="output">Where to.</param>
    public void WriteMarkdown(TextWriter output)
    {
        string between = string.Empty;
        foreach ((string name, ImmutableArray<MethodPage> pages) in catalogs)
        {
            output.Write($"{between}| {name} | what it is | order | cost | source |\n| --- | --- | --- | --- | --- |\n");
            foreach (MethodPage page in pages)
            {
                string[] cells = [$"`{page.Id}`", page.Summary, page.Order, page.Cost, page.Source];
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
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
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

    private static void WritePage(Utf8JsonWriter json, MethodPage page)
    {
        json.WriteStartObject();
        json.WriteString("id", page.Id);
        json.WriteString("summary", page.Summary);
        json.WriteString("formula", page.Formula);
        json.WriteString("order", page.Order);
        json.WriteString("cost", page.Cost);
        json.WriteString("source", page.Source);
        json.WriteString("notes", page.Notes);
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
        string facts = string.Join("; ", new[] { Named("order", page.Order), Named("cost", page.Cost) }.Where(static f => f.Length > 0));
        return facts.Length > 0 ? $"{page.Summary} [{facts}]" : page.Summary;
    }

    private static string Named(string name, string value) => value.Length > 0 ? $"{name} {value}" : string.Empty;
}
