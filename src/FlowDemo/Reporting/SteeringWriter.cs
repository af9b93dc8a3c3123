using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Steering;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>Writes what steering won and lost: a markdown table, csv, or json.</summary>
public static class SteeringWriter
{
    /// <summary>One row per method and budget, what exact samples score, and the notes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteMarkdown(SteeringReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        SteeringPlan plan = report.Plan;
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{MarkdownText.Of(report.Target)} steered by r = {MarkdownText.Of(plan.Reward)} at temperature {plan.Temperature}: "
                + $"{plan.Samples} samples, {plan.Steps} steps of searches, seed {plan.Seed}, path {plan.Path}.\n"));
        output.Write("Reward is to be won; w2 and weights are the distance from the law p(x) exp(r(x) / temperature) that is meant.\n\n");
        output.Write("| method | NFE | mean reward | ± | w2 to the law | ± | weights, % |\n");
        output.Write("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (SteeringRow row in report.Rows)
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Of(row.Method)} | {row.Evaluations:0.#} | {row.Reward.Value:G3} | {Margin(row.Reward):G2} | "
                    + $"{row.Distance.Value:G3} | {Margin(row.Distance):G2} | {row.Weights:G3} |\n"));
        }

        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"| draws of the law |  | {report.ExpectedReward:G3} |  | {report.Floor:G3} |  | 0 |\n"
                + $"| draws of the target |  | {report.UnsteeredReward:G3} |  |  |  |  |\n"));
        foreach (string note in report.Notes)
        {
            output.Write($"\n- {MarkdownText.Of(note)}");
        }

        output.Write(report.Notes.IsEmpty ? string.Empty : "\n");
    }

    private static double Margin(Estimate estimate) => (estimate.High - estimate.Low) / 2;

    /// <summary>One line per method and budget; numbers read back as the same doubles.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteCsv(SteeringReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("method,budget,nfe,reward,reward_low,reward_high,w2,w2_floor,weights,law_reward,target_reward,w2_low,w2_high\n");
        foreach (SteeringRow row in report.Rows)
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{CsvReportWriter.Quote(row.Method)},{row.Budget},{row.Evaluations:R},{row.Reward.Value:R},{row.Reward.Low:R},"
                    + $"{row.Reward.High:R},{row.Distance.Value:R},{report.Floor:R},{row.Weights:R},{report.ExpectedReward:R},"
                    + $"{report.UnsteeredReward:R},{row.Distance.Low:R},{row.Distance.High:R}\n"));
        }
    }

    /// <summary>The plan and one object per row, for scripts: fields may be added, but those that are there stay.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(SteeringReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(output, json =>
        {
            SteeringPlan plan = report.Plan;
            json.WriteStartObject();
            json.WriteString("target", report.Target);
            json.WriteString("reward", plan.Reward);
            JsonText.Number(json, "temperature", plan.Temperature);
            json.WriteNumber("steps", plan.Steps);
            json.WriteNumber("samples", plan.Samples);
            json.WriteNumber("seed", plan.Seed);
            json.WriteString("path", plan.Path);
            JsonText.Number(json, "lawReward", report.ExpectedReward);
            JsonText.Number(json, "targetReward", report.UnsteeredReward);
            JsonText.Number(json, "floor", report.Floor);
            json.WriteStartArray("rows");
            foreach (SteeringRow row in report.Rows)
            {
                json.WriteStartObject();
                json.WriteString("method", row.Method);
                json.WriteNumber("budget", row.Budget);
                JsonText.Number(json, "nfe", row.Evaluations);
                JsonText.Estimate(json, "reward", row.Reward);
                JsonText.Number(json, "w2", row.Distance.Value);
                JsonText.Number(json, "w2Low", row.Distance.Low);
                JsonText.Number(json, "w2High", row.Distance.High);
                JsonText.Number(json, "weights", row.Weights);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (string note in report.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            if (report.Manifest is ReportManifest manifest)
            {
                JsonReportWriter.WriteManifest(json, manifest);
            }

            json.WriteEndObject();
        });
    }
}
