using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>Where a plan comes from, whether it is carried out, and what its outcome must not be.</summary>
internal sealed class PlanOptions : OptionGroup
{
    public PlanOptions()
        : base("plan and checks")
    {
        Plan = Text(
            "--plan",
            "FILE",
            "read options from a plan (.json), as --dry-run prints it or a JSON report holds it; options given besides go before");
        DryRun = Flag("--dry-run", "print the plan and do nothing; the NFE to spend and an estimate of the time go to stderr");
        FailIf = Several(
            "--fail-if",
            "CHECK",
            "exit with 1 when this holds, as in 'rmse(euler/boss,8) > 0.2'; "
                + "ratio(...) is the one to the baseline; may be given several times");
    }

    public Option<string> Plan { get; }

    public Option<bool> DryRun { get; }

    public Option<string[]> FailIf { get; }
}
