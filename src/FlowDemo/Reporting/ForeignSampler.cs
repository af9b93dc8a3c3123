namespace FlowDemo.Reporting;

/// <summary>The samplers of another program that step as a solver here does on a list of noise levels.</summary>
internal sealed class ForeignSampler
{
    private readonly string program;
    private readonly string remark;
    private readonly (string Solver, string Name)[] names;

    private ForeignSampler(string program, string remark, params (string Solver, string Name)[] names) =>
        (this.program, this.remark, this.names) = (program, remark, names);

    /// <summary>Those of diffusers, by scheduler.</summary>
    public static ForeignSampler Diffusers { get; } = new(
        "diffusers",
        " (FlowMatchHeunDiscreteScheduler takes no sigmas)",
        ("euler", "FlowMatchEulerDiscreteScheduler"),
        ("ddim", "FlowMatchEulerDiscreteScheduler"));

    /// <summary>Those of ComfyUI, by the name in KSamplerSelect; its heun ends with an Euler step.</summary>
    public static ForeignSampler ComfyUi { get; } = new(
        "ComfyUI",
        string.Empty,
        ("euler", "euler"),
        ("ddim", "euler"),
        ("heun-edm", "heun"),
        ("heun", "heun"),
        ("heunpp2", "heunpp2"),
        ("ab4", "lms"),
        ("ipndm", "ipndm"),
        ("dpmpp-2m:flow", "dpmpp_2m"),
        ("res-2m", "res_multistep"),
        ("gradient-estimation", "gradient_estimation"));

    /// <summary>Those of stable-diffusion.cpp, by the option --sampling-method; its heun ends with an Euler step.</summary>
    public static ForeignSampler StableDiffusionCpp { get; } = new(
        "stable-diffusion.cpp",
        string.Empty,
        ("euler", "euler"),
        ("ddim", "euler"),
        ("heun-edm", "heun"),
        ("heun", "heun"),
        ("ipndm", "ipndm"));

    /// <summary>Those of k-diffusion, by function; its heun ends with an Euler step.</summary>
    public static ForeignSampler KDiffusion { get; } = new(
        "k-diffusion",
        string.Empty,
        ("euler", "sample_euler"),
        ("ddim", "sample_euler"),
        ("heun-edm", "sample_heun"),
        ("heun", "sample_heun"),
        ("ab4", "sample_lms"),
        ("dpmpp-2m:flow", "sample_dpmpp_2m"));

    /// <summary>What a solver is called there; null where there is no such sampler.</summary>
    /// <param name="solver">Name of the solver; with parameters it is a method of its own.</param>
    public string? Of(string solver) => names.FirstOrDefault(n => n.Solver == solver).Name;

    /// <summary>Says that there is no such sampler.</summary>
    /// <param name="solver">Name of the solver.</param>
    public string Lacks(string solver) =>
        $"The grid is built for {solver}, and {program} has no such sampler that takes a list{remark}; "
        + "with another one it is no longer the grid that was asked for.";
}
