using FlowDemo.Cli.Files;
using FlowDemo.Cli.Plans;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Studies;

/// <summary>
/// A folder that holds the results of a study: <c>study.json</c> says what it is about, <c>units/ID.json</c> is one unit, and
/// <c>units/ID.failed</c> says why one broke down. Files appear whole, so several processes may share it.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="terminal">Whose wish to stop counts.</param>
internal sealed class StudyFolder(string path, Terminal terminal)
{
    /// <summary>The study says itself how far it is, and not file by file.</summary>
    private readonly Terminal silent = terminal with { ErrorIsInteractive = false };

    private const string IndexName = "study.json";

    /// <summary>Whether there is a study in it.</summary>
    public bool HasStudy => File.Exists(IndexPath);

    private string IndexPath => Path.Combine(path, IndexName);

    /// <summary>What the study is about.</summary>
    /// <exception cref="FlowDemoException">There is no study in the folder.</exception>
    public StudyIndex ReadIndex() => HasStudy
        ? StudyIndex.Read(File.ReadAllText(IndexPath), IndexPath)
        : throw new FlowDemoException($"There is no study in '{path}'; 'flowdemo study PLAN --into {path}' computes one.");

    /// <summary>Makes the folder one for a study.</summary>
    /// <param name="index">What the study is about.</param>
    /// <exception cref="FlowDemoException">Another study is in it, or nothing can be written there.</exception>
    public void Claim(StudyIndex index)
    {
        if (HasStudy)
        {
            StudyIndex there = ReadIndex();
            if (there.Write() != index.Write())
            {
                throw new FlowDemoException(
                    $"'{path}' holds another study, {Difference(there, index)}; compute this one into another folder.");
            }

            return;
        }

        try
        {
            Directory.CreateDirectory(Path.Combine(path, "units"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FlowDemoException($"'{path}' cannot be made a folder of results: {OutputFailure.Reason(failure)}.", failure);
        }

        OutputFile.At(IndexPath, silent).Write(writer => writer.Write(index.Write()));
    }

    /// <summary>What keeps two studies from being one.</summary>
    /// <param name="one">A study.</param>
    /// <param name="other">Another.</param>
    public static string Difference(StudyIndex one, StudyIndex other) =>
        one.Version != other.Version || one.Commit != other.Commit
            ? $"of version {one.Version} {one.Commit} in place of {other.Version} {other.Commit}"
        : one.Inputs.Except(other.Inputs).Concat(other.Inputs.Except(one.Inputs)).FirstOrDefault() is StudyOption input
            ? $"made from another '{input.Name}'"
        : one.Plan.Except(other.Plan).Concat(other.Plan.Except(one.Plan)).FirstOrDefault() is StudyOption option
            ? $"with another '{option.Name}'"
        : "cut into other units";

    /// <summary>Whether the result of a unit is there.</summary>
    /// <param name="id">The unit.</param>
    public bool Has(string id) => File.Exists(PathOf(id));

    /// <summary>Why a unit broke down; null where it did not.</summary>
    /// <param name="id">The unit.</param>
    public string? FailureOf(string id) => File.Exists(FailurePathOf(id)) ? File.ReadAllText(FailurePathOf(id)).Trim() : null;

    /// <summary>Reads the result of a unit.</summary>
    /// <param name="id">The unit.</param>
    /// <exception cref="FlowDemoException">It was cut short or changed.</exception>
    public StudyPart Read(string id) => StudyPartFile.Read(InputFile.ReadBytes(PathOf(id)), PathOf(id));

    /// <summary>Refuses the result of a unit that was cut short or changed, without reading what it says.</summary>
    /// <param name="id">The unit.</param>
    /// <exception cref="FlowDemoException">It was.</exception>
    public void Check(string id)
    {
        byte[] file = InputFile.ReadBytes(PathOf(id));
        if (!StudyPartFile.IsWhole(file))
        {
            // Reading it says what is wrong with it.
            _ = StudyPartFile.Read(file, PathOf(id));
        }
    }

    /// <summary>Computes a unit and writes it, whole or not at all; one that breaks down is written down as such.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="problem">Its problem.</param>
    /// <param name="progress">Hears what is being done.</param>
    /// <returns>Whether there is a result.</returns>
    public bool Compute(StudyUnit unit, ComparisonRequest problem, IProgress<WorkProgress> progress)
    {
        try
        {
            StudyPart part = StudyPart.Measure(
                problem.Plan, new Subject(problem.Target!), problem.StartPoints?.Value, unit.Methods, problem.Execution, progress);
            part = part with { Measured = part.Measured with { Manifest = Manifests.Of(problem.Options, problem.Inputs) } };
            OutputFile.At(PathOf(unit.Id), silent).Write(writer => StudyPartFile.Write(part, writer));
            File.Delete(FailurePathOf(unit.Id));
            return true;
        }
        catch (Exception failure) when (failure is ArithmeticException or FlowDemoException)
        {
            OutputFile.At(FailurePathOf(unit.Id), silent).Write(writer => writer.Write(failure.Message + "\n"));
            return false;
        }
    }

    /// <summary>Takes away a result that cannot be used.</summary>
    /// <param name="id">The unit.</param>
    public void Remove(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(path, "units", id + ".json");

    private string FailurePathOf(string id) => Path.Combine(path, "units", id + ".failed");
}
