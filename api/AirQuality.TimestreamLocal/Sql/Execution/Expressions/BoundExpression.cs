using System.Text;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>An expression whose names and types are settled: it computes a vector from a batch.</summary>
internal abstract class BoundExpression
{
    private readonly Lazy<bool> _canFail;
    private readonly Lazy<bool> _isRowIndependent;

    protected BoundExpression(SqlType type, params IReadOnlyList<BoundExpression> children)
    {
        Type = type;
        Children = children;
        _canFail = new Lazy<bool>(() => FailsItself || Children.Any(child => child.CanFail));
        _isRowIndependent = new Lazy<bool>(() => !VariesItself && Children.All(child => child.IsRowIndependent));
    }

    /// <summary>The type of what it computes.</summary>
    public SqlType Type { get; }

    /// <summary>The expressions it is made of.</summary>
    public IReadOnlyList<BoundExpression> Children { get; }

    /// <summary>Whether a value may raise an error, so that rows which the query excludes must not be computed.</summary>
    public bool CanFail => _canFail.Value;

    /// <summary>Whether it is the same for every row of a batch.</summary>
    public bool IsRowIndependent => _isRowIndependent.Value;

    /// <summary>Whether this node, its children apart, may raise an error.</summary>
    protected virtual bool FailsItself => true;

    /// <summary>Whether this node, its children apart, differs from row to row.</summary>
    public virtual bool VariesItself => false;

    /// <summary>What tells this node from others when its children are equal.</summary>
    protected abstract string Label { get; }

    /// <summary>Its value for every row.</summary>
    public abstract Vector Evaluate(Batch batch, RunScope scope);

    /// <summary>The same node over other children of the same types.</summary>
    public abstract BoundExpression With(IReadOnlyList<BoundExpression> children);

    /// <summary>A text that is equal for equal expressions: how GROUP BY and ORDER BY recognise theirs.</summary>
    public string Key()
    {
        var text = new StringBuilder();
        AppendKey(text);
        return text.ToString();
    }

    /// <summary>Replaces parts: <paramref name="replace"/> gives a node's replacement, or null to look into its children.</summary>
    public BoundExpression Rewrite(Func<BoundExpression, BoundExpression?> replace)
    {
        if (replace(this) is { } replacement) return replacement;
        if (Children.Count == 0) return this;
        var children = new BoundExpression[Children.Count];
        var changed = false;
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Children[i].Rewrite(replace);
            changed |= !ReferenceEquals(children[i], Children[i]);
        }

        return changed ? With(children) : this;
    }

    /// <summary>This node and all below it.</summary>
    public IEnumerable<BoundExpression> Flatten() => Children.SelectMany(child => child.Flatten()).Prepend(this);

    private void AppendKey(StringBuilder text)
    {
        text.Append(Label);
        if (Children.Count == 0) return;
        text.Append('(');
        foreach (var child in Children)
        {
            child.AppendKey(text);
            text.Append(',');
        }

        text.Append(')');
    }
}
