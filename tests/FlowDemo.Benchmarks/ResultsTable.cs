using System.Globalization;
using System.IO.Compression;
using FlowDemo.Reporting;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Benchmarks;

/// <summary>
/// Puts a table that 'compare -f csv' wrote into the warehouse: the columns that say what was measured, the rmse and its ratio to the
/// baseline, to four digits, compressed.
/// </summary>
internal static class ResultsTable
{
    private static readonly string[] Kept =
        ["target", "path", "samples", "seed", "solver", "schedule", "budget", "nfe", "scale", "standing"];

    private static readonly string[] Figures = ["rmse", "relative", "relative_low", "relative_high"];

    /// <summary>Writes one file for each table, by its name.</summary>
    /// <param name="tables">Paths of .csv files.</param>
    /// <param name="folder">The warehouse.</param>
    public static void Write(IEnumerable<string> tables, string folder)
    {
        foreach (string table in tables)
        {
            CsvRecord[] records = [.. new CsvReader(File.ReadAllText(table), table).Records()];
            int[] columns = [.. Kept.Concat(Figures).Select(c => Array.IndexOf([.. records[0].Fields], c))];
            using FileStream file = File.Create(Path.Combine(folder, Path.GetFileName(table) + ".gz"));
            using GZipStream compressed = new(file, CompressionLevel.SmallestSize);
            using StreamWriter writer = new(compressed) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', Kept.Concat(Figures)));
            foreach (CsvRecord record in records.Skip(1).Where(r => r.Fields[columns[0]] != CsvReportWriter.AllTargets))
            {
                writer.WriteLine(string.Join(
                    ',', columns.Select((c, i) => i < Kept.Length ? Quote(record.Fields[c]) : Short(record.Fields[c]))));
            }
        }
    }

    private static string Short(string text) => text.Length == 0
        ? text
        : double.Parse(text, CultureInfo.InvariantCulture).ToString("G4", CultureInfo.InvariantCulture);

    private static string Quote(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
