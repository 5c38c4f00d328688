namespace AirQuality.TimestreamLocal.Tests.Clients.JavaScript;

/// <summary>The SDK's packages, as the lock file says, in a folder that stays from run to run.</summary>
/// <param name="source">The folder of package.json and package-lock.json.</param>
/// <param name="target">The folder that gets node_modules.</param>
internal sealed class JavaScriptInstall(string source, string target)
{
    private const string Lock = "package-lock.json";
    private static readonly string[] Packages = ["@aws-sdk/client-timestream-query", "@aws-sdk/client-timestream-write"];

    /// <summary>The program that runs scripts.</summary>
    public string Node { get; init; } = "node";

    /// <summary>The program that brings packages.</summary>
    public string Npm { get; init; } = "npm";

    /// <summary>How long bringing them may take; npm waits for minutes where there is no network.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    // npm writes package by package; this copy of the lock file says that it came to its end.
    private string Complete => Path.Combine(target, "complete.json");

    /// <summary>Installs what is missing or broken; gives the reason where that fails, and null where the packages can be used.</summary>
    public string? Prepare()
    {
        if (ClientProcess.Run(Limit, Node, "--version") is { ExitCode: not 0 } noNode)
            return $"Node.js is not to be had: {noNode.Error}";
        if (IsComplete() && Loads() is null)
            return null;
        Directory.CreateDirectory(target);
        File.Delete(Complete);
        foreach (string file in (string[])["package.json", Lock])
            File.Copy(Path.Combine(source, file), Path.Combine(target, file), overwrite: true);
        if (ClientProcess.Run(Limit, Npm, "ci", "--prefix", target, "--no-audit", "--no-fund") is { ExitCode: not 0 } failed)
            return $"npm could not install the AWS SDK for JavaScript: {failed.Error}";
        if (Loads() is { } problem)
            return $"The AWS SDK for JavaScript does not load: {problem}";
        File.Copy(Path.Combine(source, Lock), Complete);
        return null;
    }

    private bool IsComplete() => File.Exists(Complete) && File.ReadAllText(Complete) == File.ReadAllText(Path.Combine(source, Lock));

    private string? Loads()
    {
        var run = ClientProcess.Run(
            Limit, Node, "-e", $"const r = require('module').createRequire('{target}/'); for (const name of '{string.Join(',', Packages)}'.split(',')) r(name)");
        return run.ExitCode == 0 ? null : run.Error;
    }
}
