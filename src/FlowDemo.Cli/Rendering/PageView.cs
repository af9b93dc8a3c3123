using System.Globalization;
using FlowDemo.Cli.Commands;
using Spectre.Console;

namespace FlowDemo.Cli.Rendering;

/// <summary>All that is known about a method, one line per fact.</summary>
internal static class PageView
{
    /// <summary>Writes the pages, one behind the other.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns that a line may take.</param>
    /// <param name="color">Whether colour is wanted.</param>
    public static void Write(IReadOnlyList<MethodPage> pages, TextWriter output, int width, bool color)
    {
        using StringWriter drawn = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = Consoles.On(drawn, width, color);
        foreach (MethodPage page in pages)
        {
            console.Write(new Markup($"[bold green]{page.Id}[/] ({page.Kind})\n"));
            Grid grid = new Grid()
                .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) })
                .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
            AddFact(grid, string.Empty, page.Summary);
            AddFact(grid, "formula", page.Formula);
            AddFact(grid, "order", page.Order);
            AddFact(grid, "cost", page.Cost);
            if (page.Parameters.Length > 0)
            {
                AddFact(grid, "written", $"{page.Id}:{string.Join(',', page.Parameters.Select(static p => p.Name.Replace(' ', '-')))}");
            }

            foreach (MethodParameter parameter in page.Parameters)
            {
                AddFact(grid, $"  {parameter.Name}", $"{parameter.Meaning} [{parameter.Default}]");
            }

            AddFact(grid, "source", page.Source);
            AddFact(grid, "notes", page.Notes);
            console.Write(grid);
            console.WriteLine();
        }

        PlainLines.Write(drawn, output);
    }

    private static void AddFact(Grid grid, string name, string text)
    {
        if (text.Length > 0)
        {
            grid.AddRow(new Markup($"[dim]{Markup.Escape(name)}[/]"), new Text(text));
        }
    }
}
