namespace FlowDemo.Learning.Methods;

/// <summary>How the fresh part of the noise falls.</summary>
internal enum AnnealingSchedule
{
    /// <summary>In a line.</summary>
    Linear,

    /// <summary>Along half a cosine wave.</summary>
    Cosine,

    /// <summary>As exp(-k / W): it never ends.</summary>
    Exponential,
}
