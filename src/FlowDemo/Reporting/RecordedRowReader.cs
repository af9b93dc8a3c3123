using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Races;
using FlowDemo.Metrics;
using FlowDemo.Targets;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Reporting;

/// <summary>
/// Reads the rows of tables as <see cref="CsvReportWriter"/> writes them, plain or compressed by gzip. Of the columns those are needed that
/// say what was measured and the ratio to the baseline with its interval; others may be missing.
/// </summary>
public static class RecordedRowReader
{
    private const string Plain = ".csv";
    private const string Compressed = ".csv.gz";

    /// <summary>Baselines that differ by no more are one, whose rmse was rounded.</summary>
    private const double Rounding = 1.01;

    /// <summary>The rows of a file, or of all .csv and .csv.gz files of a folder; those without a ratio are left out.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <exception cref="FlowDemoException">
    /// There is no such table, one of them is not what a comparison writes, or their ratios are to different baselines.
    /// </exception>
    public static ImmutableArray<RecordedRow> Read(string path)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Where(IsTable).Order(StringComparer.Ordinal)]
            : [path];
        ImmutableArray<RecordedRow> rows = files.Length > 0
            ? [.. files.SelectMany(ReadFile)]
            : throw new FlowDemoException(
                $"There are no results in '{path}'; put tables there that 'flowdemo compare -f csv' or 'flowdemo render DIR -f csv' "
                    + $"writes, as {Plain} or {Compressed}.");

        // Rows on another path, which is a field, have a baseline of their own.
        foreach (var rivals in rows.GroupBy(static r => (r.Problem, r.Budget, r.Name.Field)))
        {
            if (rivals.Max(static r => r.Baseline) > Rounding * rivals.Min(static r => r.Baseline))
            {
                throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The tables in '{path}' hold ratios to different baselines on {rivals.Key.Problem} at NFE {rivals.Key.Budget}; make "
                        + $"them with one '--baseline'."));
            }
        }

        return rows;
    }

    private static bool IsTable(string file) =>
        file.EndsWith(Plain, StringComparison.OrdinalIgnoreCase) || file.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<RecordedRow> ReadFile(string file)
    {
        byte[] bytes = InputFile.ReadBytes(file);
        if (file.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase))
        {
            bytes = Decompressed(bytes, file);
        }

        string[]? header = null;
        foreach (CsvRecord record in new CsvReader(Encoding.UTF8.GetString(bytes), file).Records())
        {
            if (header is null)
            {
                header = [.. record.Fields];
                continue;
            }

            if (RowOf(new Line(header, record, file)) is RecordedRow row)
            {
                yield return row;
            }
        }
    }

    private static byte[] Decompressed(byte[] bytes, string file)
    {
        try
        {
            using GZipStream stream = new(new MemoryStream(bytes), CompressionMode.Decompress);
            byte[] whole = BoundedFile.ReadAll(stream, $"What is in the file '{file}'");

            // A file ends with the length of what it holds; one that was cut short is read without a word.
            return bytes.Length > sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(^sizeof(uint)..)) == whole.Length
                ? whole
                : throw new InvalidDataException("The length is another.");
        }
        catch (InvalidDataException failure)
        {
            throw new FlowDemoException($"The file '{file}' is not compressed by gzip, or was cut short.", failure);
        }
    }

    private static RecordedRow? RowOf(Line line)
    {
        string target = line.Text("target");
        if (target == CsvReportWriter.AllTargets || line.Text("relative").Length == 0)
        {
            return null;
        }

        string field = line.Optional("field");
        string condition = line.Optional("class");
        string source = line.Optional("source");
        return new RecordedRow(
            target,
            line.Optional("scale").Length > 0 ? line.Number("scale") : null,
            string.Join(", ", (IEnumerable<string>)[
                line.Text("path") + " path",
                .. source.Length > 0 ? [$"from {source}"] : Array.Empty<string>(),
                line.Text("samples") + " samples",
                "seed " + line.Text("seed"),
                .. condition.Length > 0 ? [$"class {condition}, guidance {line.Text("guidance")}"] : Array.Empty<string>(),
            ]),
            new MethodName(
                line.Text("solver"), line.Text("schedule"), field.Length == 0 || field == ComparedField.Exact.Name ? null : field),
            line.Whole("budget"),
            new Estimate(line.Positive("relative"), line.Positive("relative_low"), line.Positive("relative_high")),
            line.Standing("standing"))
        {
            Source = source.Length > 0 ? source : null,
            Baseline = line.Optional("rmse").Length > 0 ? BaselineOf(line.Positive("rmse"), line.Positive("relative")) : null,
        };
    }

    private static double? BaselineOf(double rmse, double ratio) =>
        rmse / ratio is var baseline && rmse > double.Epsilon && double.IsFinite(baseline) ? baseline : null;

    /// <summary>One line by the names of its columns.</summary>
    private sealed record Line(string[] Header, CsvRecord Record, string File)
    {
        public string Optional(string column) => Array.IndexOf(Header, column) is >= 0 and int index && index < Record.Fields.Count
            ? Record.Fields[index]
            : string.Empty;

        public string Text(string column) => Header.Contains(column)
            ? Optional(column)
            : throw new FlowDemoException(
                $"'{File}' is no table of a comparison: it has no column '{column}'. 'flowdemo compare -f csv' writes one.");

        public int Whole(string column) =>
            int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Wrong(column);

        public double Number(string column) =>
            double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : throw Wrong(column);

        /// <summary>A ratio; one that is zero is as small as a number can be, so that it has a logarithm.</summary>
        public double Positive(string column) => Number(column) is >= 0 and double number
            ? Math.Max(number, double.Epsilon)
            : throw Wrong(column);

        public Standing Standing(string column)
        {
            try
            {
                return StandingText.Parse(Text(column));
            }
            catch (FormatException failure)
            {
                throw new FlowDemoException(Wrong(column).Message, failure);
            }
        }

        private FlowDemoException Wrong(string column) => new(string.Create(
            CultureInfo.InvariantCulture, $"{File}:{Record.Line}: '{Text(column)}' cannot stand in the column '{column}'."));
    }
}
