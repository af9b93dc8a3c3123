using System.Globalization;
using FlowDemo.Interchange;

namespace FlowDemo.Targets.Tables;

/// <summary>Two columns of numbers out of a file, and what a report says of how they were read.</summary>
/// <param name="Name">What the file is called in complaints.</param>
/// <param name="LabelX">What the first column is called.</param>
/// <param name="LabelY">What the second column is called.</param>
/// <param name="Values">The values by row; null where one is missing.</param>
/// <param name="Reading">What the file was taken for; null where it is a plain table with commas.</param>
internal sealed record PointColumns(
    string Name, string LabelX, string LabelY, IReadOnlyList<(double? X, double? Y)> Values, TableReading? Reading = null)
{
    private static readonly string[] Names = ["x", "y"];

    /// <summary>Two columns of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="form">What the user says of its form.</param>
    /// <param name="wanted">The columns that the user wants; null for the first two that hold numbers and do not count rows.</param>
    /// <exception cref="FlowDemoException">There are no such columns, or other ones may be meant.</exception>
    public static PointColumns Of(PointsTable table, TableForm form, ColumnPair? wanted)
    {
        (int x, int y) = wanted is null ? Choose(table) : Find(table, wanted);
        return new PointColumns(
            table.Name,
            table.Label(x),
            table.Label(y),
            [.. table.Rows.Select(r => (table.Number(r, x), table.Number(r, y)))],
            TableReading.Of(table, form, x, y, wanted is null ? LeftOut(table, y) : []));
    }

    /// <summary>Two columns of a table that lack no value.</summary>
    /// <param name="table">The table.</param>
    /// <param name="form">What the user says of its form.</param>
    /// <param name="x">The column of the first coordinate.</param>
    /// <param name="y">The column of the second coordinate.</param>
    /// <exception cref="FlowDemoException">A value is missing.</exception>
    public static PointColumns OfNoise(PointsTable table, TableForm form, int x, int y)
    {
        double? Present(CsvRecord row, int column) =>
            table.Number(row, column) ?? throw table.Fault(row, column, "the value is missing; noise points cannot be skipped");
        return new PointColumns(
            table.Name,
            table.Label(x),
            table.Label(y),
            [.. table.Rows.Select(r => (Present(r, x), Present(r, y)))],
            TableReading.Of(
                table,
                form,
                x,
                y,
                Enumerable.Range(0, table.Columns).Where(c => c != x && c != y).Select(
                    c => $"{table.Label(c)}, which counts or names rows")));
    }

    /// <summary>Two columns of an array.</summary>
    /// <param name="array">Rows x 2, or more columns where the user chooses two of them.</param>
    /// <param name="wanted">The columns that the user wants, by number from 1; null for those of rows x 2.</param>
    /// <exception cref="FlowDemoException">The array has another shape.</exception>
    public static PointColumns Of(NpyArray array, ColumnPair? wanted)
    {
        if (array.Shape.Length != 2 || array.Shape[0] is 0 or > int.MaxValue || array.Shape[1] < 2 || (
            array.Shape[1] > 2 && wanted is null))
        {
            string remedy = array.Shape is [_, > 2] ? "; choose two columns with '--columns', as in --columns 1,2" : string.Empty;
            throw new FlowDemoException(
                $"'{array.Name}' has the shape {string.Join(" x ", array.Shape)}; points are rows x 2{remedy}.");
        }

        int[] columns = wanted is null ? [0, 1] : [Number(array, wanted.First), Number(array, wanted.Second)];
        if (columns[0] == columns[1])
        {
            throw new FlowDemoException($"Both coordinates are the column {columns[0] + 1}; name two different ones.");
        }

        double[] row = new double[array.Shape[1]];
        var values = new (double? X, double? Y)[array.Shape[0]];
        for (int i = 0; i < values.Length; i++)
        {
            array.Read((long)i * row.Length, row);
            values[i] = (row[columns[0]], row[columns[1]]);
        }

        return wanted is null
            ? new PointColumns(array.Name, Names[0], Names[1], values)
            : new PointColumns(array.Name, $"column {columns[0] + 1}", $"column {columns[1] + 1}", values);
    }

    private static int Number(NpyArray array, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int column) && column >= 1 && column <= array.Shape[1]
            ? column - 1
            : throw new FlowDemoException($"The array '{array.Name}' has no column '{text}'; choose by number, 1 to {array.Shape[1]}.");

    private static (int X, int Y) Find(PointsTable table, ColumnPair wanted)
    {
        (int x, int y) = (table.Find(wanted.First), table.Find(wanted.Second));
        return x != y
            ? (x, y)
            : throw new FlowDemoException($"Both coordinates are the column '{table.Label(x)}'; name two different ones.");
    }

    private static (int X, int Y) Choose(PointsTable table)
    {
        if (table.IsTrajectory)
        {
            throw new FlowDemoException($"'{table.Name}' holds trajectories, states of all times below each other; write the end points "
                + $"with 'flowdemo sample' without '--trajectory', or take all states with '--columns x,y'.");
        }

        int[] numeric = [.. Enumerable.Range(0, table.Columns).Where(c => table.Content(c).IsNumeric)];
        int[] data = [.. numeric.Where(c => !IsIndex(table, c))];
        int[] chosen = [.. (data.Length < 2 ? numeric.Where(c => !table.IsNamedIndex(c)) : data).Take(2)];
        int last = chosen.Length == 2 ? chosen[1] : table.Columns;
        if (Enumerable.Range(0, last).FirstOrDefault(c => table.Content(c).IsDecorated, -1) is >= 0 and int decorated)
        {
            CsvRecord row = table.Rows.First(r => FieldText.IsDecoratedNumber(r.Fields[decorated]));
            throw table.Fault(
                row, decorated, $"'{row.Fields[decorated]}' is no plain number; write it as one, or choose other columns with '--columns'");
        }

        string index = numeric.Length > chosen.Length && chosen.Length < 2 ? " besides those that count its rows" : string.Empty;
        return chosen.Length switch
        {
            2 => (chosen[0], chosen[1]),
            1 => throw new FlowDemoException($"The file '{table.Name}' has one column of numbers{index}, '{table.Label(chosen[0])}'; "
                + $"points need two, chosen by '--columns' where they are not found."),
            _ => throw new FlowDemoException($"The file '{table.Name}' has no column of numbers{index}; points need two, with a comma "
                + $"between them or what '--delimiter' names."),
        };
    }

    private static bool IsIndex(PointsTable table, int column) => table.IsNamedIndex(column) || table.CountsRows(column);

    /// <summary>The columns before the second coordinate that hold numbers and are not taken, each with the reason.</summary>
    private static IEnumerable<string> LeftOut(PointsTable table, int y)
    {
        int[] numeric = [.. Enumerable.Range(0, table.Columns).Where(c => table.Content(c).IsNumeric)];
        bool leavesTwo = numeric.Count(c => !IsIndex(table, c)) >= 2;
        for (int c = 0; c < y; c++)
        {
            if (table.Content(c).IsMixed)
            {
                yield return $"{table.Label(c)}, most of which is no number";
            }
            else if (numeric.Contains(c) && (table.IsNamedIndex(c) || (leavesTwo && table.CountsRows(c))))
            {
                yield return $"{table.Label(c)}, which counts or names rows";
            }
        }
    }
}
